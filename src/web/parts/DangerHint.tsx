import type { ComponentChildren } from 'preact';

type DangerHintProps = {
  /** The name of the field that is chosen or written in, in the same form. */
  of: string;
  /** What means danger there: values of a select, or words (`a+b`: both) of a text. */
  signs: readonly string[];
  /** Whether what the field holds now means it, as the server sees it. */
  isDanger: boolean;
  children: ComponentChildren;
  /** Said while there is none. */
  otherwise?: ComponentChildren;
};

/** What is said as soon as a danger is chosen or written of (the danger-hint island); told to screen readers, too. */
export function DangerHint({ of, signs, isDanger, children, otherwise }: DangerHintProps) {
  return (
    <div role="status" data-danger={JSON.stringify(signs)} data-of={of}>
      <div data-danger-said="yes" hidden={!isDanger}>
        {children}
      </div>
      {otherwise && (
        <div data-danger-said="no" hidden={isDanger}>
          {otherwise}
        </div>
      )}
    </div>
  );
}
