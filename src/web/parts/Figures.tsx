type FiguresProps = { items: readonly { label: string; value: string; unit?: string | undefined }[] };

/** A few large numbers. No data is "—", never 0. */
export function Figures({ items }: FiguresProps) {
  return (
    <dl class="figures">
      {items.map(({ label, value, unit }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value}
            {unit && <small>{unit}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
