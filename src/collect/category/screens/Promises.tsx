import type { ComponentChildren } from 'preact';
import { fixedLimits } from '../../../clocks/deadline/deadline.rules.ts';
import { limitName, sayLimit } from '../../../clocks/deadline/deadline.text.ts';
import type { OutputOf } from '../../../kernel/operation.ts';
import type { Frame } from '../../../web/frame.ts';
import { DefinitionList } from '../../../web/parts/DefinitionList.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { TierTag } from '../../../web/parts/TierTag.tsx';
import type { listCategories } from '../category.contract.ts';
import { categoriesText as text } from './categories.text.ts';

type Props = {
  frame: Frame;
  catalogue: OutputOf<typeof listCategories>;
  /** Working hours and the way to count a date oneself. */
  children: ComponentChildren;
};

const steps = ['accept', 'first-contact', 'on-site', 'callback', 'reopen'] as const;

/** What everybody may hold the community to: each step's limit, and each category's. */
export function Promises({ frame, catalogue, children }: Props) {
  const { say } = frame;
  const offered = catalogue.categories.filter(({ open }) => open);
  return (
    <>
      <ScreenTitle>{say(text.promises)}</ScreenTitle>
      <p class="soft">{say(text.promisesLead)}</p>
      <Section title={say(text.everyMatter)}>
        <div class="card">
          <DefinitionList
            items={steps.map((step) => ({
              term: say(text.steps[step]),
              detail: sayLimit(say, fixedLimits[step]),
            }))}
          />
        </div>
      </Section>
      {children}
      <Section title={say(text.byCategory)}>
        {catalogue.groups.map((group) => (
          <details class="card promise-group" key={group.code}>
            <summary>{say(group.name)}</summary>
            <ul class="rows">
              {offered
                .filter((category) => category.group === group.code)
                .map((category) => (
                  <li class="list-row" key={category.code}>
                    <div class="list-row-main">
                      <span class="list-row-title">{say(category.name)}</span>
                      <span class="list-row-facts">
                        <TierTag locale={say.locale} tier={category.tier} /> {say(limitName[category.limit])}
                      </span>
                    </div>
                  </li>
                ))}
            </ul>
          </details>
        ))}
      </Section>
    </>
  );
}
