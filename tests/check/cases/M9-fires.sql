CREATE SCHEMA prod_sales;
CREATE SCHEMA crm_dev;
-- expect: prod_sales
-- expect: crm_dev
