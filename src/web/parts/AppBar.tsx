import type { ComponentChildren } from 'preact';
import { Brandmark } from '../icons/Brandmark.tsx';
import { IconLink } from './IconLink.tsx';

/** Where the head of the page stands: the first thing that is drawn (document.tsx). */
export const appBarId = 'app-bar';

type AppBarProps = {
  title?: string | undefined;
  sub?: string | undefined;
  /** Where "back" leads; without it the brand stands there. */
  back?: { href: string; label: string } | undefined;
  /** A remark before the actions: 第2步，共4步. */
  aside?: string | undefined;
  /** IconLinks, IconButtons, a small button or form. */
  children?: ComponentChildren;
};

/** The head of a resident's page. The page's h1 is a ScreenTitle in its content. */
export function AppBar({ title, sub, back, aside, children }: AppBarProps) {
  return (
    <header class="app-bar" id={appBarId}>
      {back ? <IconLink href={back.href} icon="chevron-left" label={back.label} /> : <Brandmark />}
      <div class="app-bar-title">
        {title}
        {sub && <small class="elder-off">{sub}</small>}
      </div>
      {aside && <span class="small soft unbroken elder-off">{aside}</span>}
      {children}
    </header>
  );
}
