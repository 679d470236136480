/** A key of the keyboard; `silent` where the element around it already announces its shortcut. */
export function Kbd({ children, silent }: { children: string; silent?: boolean | undefined }) {
  return (
    <kbd class="key" aria-hidden={silent ? 'true' : undefined}>
      {children}
    </kbd>
  );
}
