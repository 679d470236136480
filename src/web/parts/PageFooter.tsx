import type { Locale } from '../../kernel/text.ts';
import type { DisplayForms } from '../display.ts';
import type { Display } from '../frame.ts';
import { webText } from '../web.text.ts';
import { DisplaySwitches } from './DisplaySwitches.tsx';

export type PageFooterProps = {
  locale: Locale;
  display: Display;
  forms?: DisplayForms | undefined;
  /** The same page in the other language. */
  languageHref?: string | undefined;
  /** 备案: the filing number a public site in China shows, with its link to the registry. */
  filing?: { number: string; href: string } | undefined;
  links?: readonly { href: string; label: string }[] | undefined;
};

/** The end of every page: how it looks, its language, who answers for it. */
export function PageFooter({ locale, display, forms, languageHref, filing, links = [] }: PageFooterProps) {
  const other: Locale = locale === 'zh' ? 'en' : 'zh';
  return (
    <footer class="page-footer">
      {forms && <DisplaySwitches locale={locale} display={display} forms={forms} />}
      <div class="page-footer-row">
        {languageHref !== undefined && (
          <a
            href={languageHref}
            lang={other === 'zh' ? 'zh-CN' : 'en'}
            hreflang={other === 'zh' ? 'zh-CN' : 'en'}
          >
            {webText.languages[other]}
          </a>
        )}
        {links.map((link) => (
          <a key={link.href} href={link.href}>
            {link.label}
          </a>
        ))}
        {filing && <a href={filing.href}>{filing.number}</a>}
      </div>
    </footer>
  );
}
