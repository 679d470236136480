import type { ComponentChildren } from 'preact';
import { Icon } from '../icons/Icon.tsx';

type SectionProps = {
  title: string;
  id?: string | undefined;
  link?: { href: string; label: string } | undefined;
  aside?: string | undefined;
  children: ComponentChildren;
};

/** A titled part of a page, with at most one link or remark at the end of its title. */
export function Section({ title, id, link, aside, children }: SectionProps) {
  return (
    <section class="section section-gap" id={id}>
      <div class="section-head">
        <h2>{title}</h2>
        {link && (
          <a class="link section-aside" href={link.href}>
            {link.label}
            <Icon name="chevron-right" size="s" />
          </a>
        )}
        {aside && <span class="section-aside">{aside}</span>}
      </div>
      {children}
    </section>
  );
}
