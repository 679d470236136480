/** A date's explanation as the clocks give it: a question, and the lines that answer it. */
export type WhyThisDate = { question: string; lines: readonly { text: string }[] };

/** "Why this date?", folded away until somebody asks. */
export function Why({ why }: { why: WhyThisDate | undefined }) {
  if (!why) return null;
  return (
    <details class="form-gap">
      <summary>{why.question}</summary>
      <ol class="stack-tight small soft form-gap">
        {why.lines.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ol>
    </details>
  );
}
