-- A file is read by whoever reads its item, handed in by the supplier, and goes with the words of the item (R-24, R-31, R-77).
SELECT exchange_protect_addition('exchange_attachment');

-- Handing in a file is sharing more: not once the consent under the item was withdrawn (R-22).
CREATE OR REPLACE FUNCTION exchange_check_attachment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT exchange_usable(NEW.item_id) THEN
    RAISE EXCEPTION 'what is no longer valid or lost its consent is not shared' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'exchange_item_usable';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_usable BEFORE INSERT ON exchange_attachment
  FOR EACH ROW EXECUTE FUNCTION exchange_check_attachment();

CREATE OR REPLACE FUNCTION exchange_drop_attachments() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM exchange_attachment WHERE item_id = NEW.id;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER drop_attachments AFTER UPDATE ON exchange_item
  FOR EACH ROW WHEN (NEW.status = 'destroyed' AND OLD.status <> 'destroyed') EXECUTE FUNCTION exchange_drop_attachments();
