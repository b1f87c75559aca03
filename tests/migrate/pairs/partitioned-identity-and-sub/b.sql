CREATE TABLE m (city_id int NOT NULL, logdate date NOT NULL, peaktemp int, unitsales int DEFAULT 0, PRIMARY KEY (city_id, logdate)) PARTITION BY RANGE (logdate);
CREATE TABLE m_2006 PARTITION OF m FOR VALUES FROM ('2006-02-01') TO ('2006-03-01');
CREATE TABLE m_2008 PARTITION OF m FOR VALUES FROM ('2008-02-01') TO ('2008-03-01') WITH (fillfactor = 60);
CREATE INDEX ON m (logdate);
CREATE UNIQUE INDEX mu ON m (peaktemp, logdate);
GRANT SELECT ON m TO writer;
