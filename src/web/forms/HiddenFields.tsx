type HiddenFieldsProps = { fields: Record<string, string | readonly string[]> };

/** What a form carries unseen: its tokens (`frame.hidden`), the answers of earlier steps. */
export function HiddenFields({ fields }: HiddenFieldsProps) {
  return (
    <>
      {Object.entries(fields).flatMap(([name, value]) =>
        (typeof value === 'string' ? [value] : value).map((one) => (
          <input key={`${name}=${one}`} type="hidden" name={name} value={one} />
        )),
      )}
    </>
  );
}
