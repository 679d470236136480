import type { ComponentChildren } from 'preact';

type TopBarProps = { title: string; sub?: string | undefined; children?: ComponentChildren };

/** The head of a staff page: its h1, one line about now, a search and at most two small buttons. */
export function TopBar({ title, sub, children }: TopBarProps) {
  return (
    <div class="top-bar">
      <div class="top-bar-words">
        <h1>{title}</h1>
        {sub && (
          <p class="top-bar-sub" data-live-part="sub">
            {sub}
          </p>
        )}
      </div>
      {children && <div class="top-bar-acts">{children}</div>}
    </div>
  );
}
