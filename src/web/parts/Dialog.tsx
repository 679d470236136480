import type { ComponentChildren } from 'preact';

type DialogProps = {
  id: string;
  title: string;
  /** Says the exact content that becomes final. */
  children: ComponentChildren;
  /** Buttons and forms, the safe one first. Without any there is only "close". */
  actions?: ComponentChildren;
  closeLabel: string;
};

/**
 * A native dialog, opened by a LinkButton with `opensDialog`. Without JavaScript the link's address (`#id`) opens it
 * and the way out is a link back to the page.
 */
export function Dialog({ id, title, children, actions, closeLabel }: DialogProps) {
  return (
    <dialog class="dialog" id={id} aria-labelledby={`${id}-title`}>
      <h2 class="dialog-title" id={`${id}-title`}>
        {title}
      </h2>
      {children}
      <div class="dialog-actions">
        <a class="button button-line" href="#main" data-closes-dialog>
          {closeLabel}
        </a>
        {actions}
      </div>
    </dialog>
  );
}
