import type { ComponentChildren } from 'preact';

/** At most two buttons at the bottom of a flow, the forward one last. Stands at the end of the Form with `flow`. */
export function Dock({ children }: { children: ComponentChildren }) {
  return (
    <>
      <div class="dock-space" />
      <div class="dock">{children}</div>
    </>
  );
}
