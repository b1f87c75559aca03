CREATE SUBSCRIPTION one CONNECTION 'host=b' PUBLICATION p, q WITH (connect = false);
CREATE SUBSCRIPTION two CONNECTION 'host=a' PUBLICATION p WITH (connect = false, slot_name = NONE);
