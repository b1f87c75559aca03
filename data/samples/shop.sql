-- A web shop: products with variants and stock, customers, orders, payments, shipments.

CREATE SCHEMA shop;
COMMENT ON SCHEMA shop IS 'A web shop with one warehouse';

CREATE TYPE shop.order_state AS ENUM ('basket', 'placed', 'paid', 'shipped', 'delivered', 'cancelled');
CREATE TYPE shop.payment_method AS ENUM ('card', 'transfer', 'invoice', 'voucher');
CREATE DOMAIN shop.money_amount AS numeric(12, 2) CHECK (VALUE >= 0);
COMMENT ON DOMAIN shop.money_amount IS 'An amount in the currency of the shop';

CREATE TABLE shop.customer (
    customer_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL,
    full_name text NOT NULL,
    phone text,
    wants_newsletter boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT customer_email_form CHECK (email LIKE '%_@_%'),
    CONSTRAINT customer_name_filled CHECK (length(trim(full_name)) > 0)
);
COMMENT ON TABLE shop.customer IS 'Whoever has an account';
COMMENT ON COLUMN shop.customer.email IS 'Signs in with it; upper and lower case are the same';
CREATE UNIQUE INDEX customer_email_key ON shop.customer (lower(email));

CREATE TABLE shop.address (
    address_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES shop.customer ON DELETE CASCADE,
    label text NOT NULL DEFAULT 'Home',
    street text NOT NULL,
    city text NOT NULL,
    postal_code text NOT NULL,
    country_code text NOT NULL,
    CONSTRAINT address_country_form CHECK (country_code ~ '^[A-Z]{2}$'),
    CONSTRAINT address_label_key UNIQUE (customer_id, label)
);
COMMENT ON TABLE shop.address IS 'Where a customer has things sent';

CREATE TABLE shop.category (
    category_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    parent_id integer REFERENCES shop.category ON DELETE RESTRICT,
    name text NOT NULL,
    position smallint NOT NULL DEFAULT 0,
    CONSTRAINT category_name_key UNIQUE NULLS NOT DISTINCT (parent_id, name),
    CONSTRAINT category_not_own_parent CHECK (parent_id <> category_id)
);
COMMENT ON TABLE shop.category IS 'The shelves of the shop, one inside another';

CREATE TABLE shop.product (
    product_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    description text NOT NULL DEFAULT '',
    is_listed boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE shop.product IS 'What is sold, in one or more variants';
CREATE INDEX product_listed_idx ON shop.product (created_at DESC) WHERE is_listed;

CREATE TABLE shop.product_category (
    product_id bigint NOT NULL REFERENCES shop.product ON DELETE CASCADE,
    category_id integer NOT NULL REFERENCES shop.category ON DELETE RESTRICT,
    PRIMARY KEY (product_id, category_id)
);
COMMENT ON TABLE shop.product_category IS 'A product may stand on several shelves';
CREATE INDEX product_category_category_idx ON shop.product_category (category_id);

CREATE TABLE shop.variant (
    variant_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint NOT NULL REFERENCES shop.product ON DELETE CASCADE,
    sku text NOT NULL UNIQUE,
    properties jsonb NOT NULL DEFAULT '{}',
    price shop.money_amount NOT NULL,
    weight_grams integer NOT NULL,
    CONSTRAINT variant_weight_positive CHECK (weight_grams > 0)
);
COMMENT ON TABLE shop.variant IS 'A size or colour of a product, with a price of its own';
COMMENT ON COLUMN shop.variant.sku IS 'Stock keeping unit, as printed on the label';
CREATE INDEX variant_product_idx ON shop.variant (product_id);
CREATE INDEX variant_properties_idx ON shop.variant USING gin (properties);

CREATE TABLE shop.stock (
    variant_id bigint PRIMARY KEY REFERENCES shop.variant ON DELETE CASCADE,
    on_hand integer NOT NULL DEFAULT 0,
    reserved integer NOT NULL DEFAULT 0,
    reorder_level integer,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT stock_not_negative CHECK (on_hand >= 0 AND reserved >= 0),
    CONSTRAINT stock_reserved_is_there CHECK (reserved <= on_hand)
);
COMMENT ON TABLE shop.stock IS 'How much of a variant lies in the warehouse';

CREATE TABLE shop."order" (
    order_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES shop.customer ON DELETE RESTRICT,
    ship_to_id bigint REFERENCES shop.address ON DELETE RESTRICT,
    state shop.order_state NOT NULL DEFAULT 'basket',
    placed_at timestamptz,
    note text,
    CONSTRAINT order_placed_has_date CHECK (state IN ('basket', 'cancelled') OR placed_at IS NOT NULL),
    CONSTRAINT order_placed_has_address CHECK (state IN ('basket', 'cancelled') OR ship_to_id IS NOT NULL)
);
COMMENT ON TABLE shop."order" IS 'A basket, and the order that it becomes';
CREATE INDEX order_customer_idx ON shop."order" (customer_id, placed_at DESC);
CREATE INDEX order_ship_to_idx ON shop."order" (ship_to_id);
CREATE UNIQUE INDEX order_one_basket ON shop."order" (customer_id) WHERE state = 'basket';

CREATE TABLE shop.order_line (
    order_id bigint NOT NULL REFERENCES shop."order" ON DELETE CASCADE,
    line_number smallint NOT NULL,
    variant_id bigint NOT NULL REFERENCES shop.variant ON DELETE RESTRICT,
    quantity integer NOT NULL,
    unit_price shop.money_amount NOT NULL,
    total numeric(14, 2) GENERATED ALWAYS AS (quantity * unit_price) STORED,
    PRIMARY KEY (order_id, line_number),
    CONSTRAINT order_line_quantity_positive CHECK (quantity > 0)
);
COMMENT ON COLUMN shop.order_line.unit_price IS 'As it was when the order was placed';
CREATE INDEX order_line_variant_idx ON shop.order_line (variant_id);

CREATE TABLE shop.payment (
    payment_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES shop."order" ON DELETE RESTRICT,
    method shop.payment_method NOT NULL,
    amount shop.money_amount NOT NULL,
    reference text UNIQUE,
    received_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN shop.payment.reference IS 'What the bank or card company calls it';
CREATE INDEX payment_order_idx ON shop.payment (order_id);

CREATE TABLE shop.shipment (
    shipment_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES shop."order" ON DELETE RESTRICT,
    carrier text NOT NULL,
    tracking_code text,
    sent_at timestamptz NOT NULL,
    delivered_at timestamptz,
    CONSTRAINT shipment_tracking_key UNIQUE (carrier, tracking_code),
    CONSTRAINT shipment_in_order CHECK (delivered_at >= sent_at)
);
CREATE INDEX shipment_order_idx ON shop.shipment (order_id);

CREATE TABLE shop.review (
    product_id bigint NOT NULL REFERENCES shop.product ON DELETE CASCADE,
    customer_id bigint NOT NULL REFERENCES shop.customer ON DELETE CASCADE,
    stars smallint NOT NULL,
    body text NOT NULL DEFAULT '',
    written_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (product_id, customer_id),
    CONSTRAINT review_stars_range CHECK (stars BETWEEN 1 AND 5)
);
COMMENT ON TABLE shop.review IS 'One opinion a customer and product';
CREATE INDEX review_customer_idx ON shop.review (customer_id);

CREATE VIEW shop.order_total AS
SELECT o.order_id,
       o.customer_id,
       o.state,
       coalesce(sum(l.total), 0) AS total
FROM shop."order" o
LEFT JOIN shop.order_line l USING (order_id)
GROUP BY o.order_id;
COMMENT ON VIEW shop.order_total IS 'What each order comes to';

CREATE FUNCTION shop.touch_stock() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END;
$$;

CREATE TRIGGER stock_touch
BEFORE UPDATE OF on_hand, reserved ON shop.stock
FOR EACH ROW EXECUTE FUNCTION shop.touch_stock();
