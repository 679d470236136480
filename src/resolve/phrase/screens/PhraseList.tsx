import type { Category } from '../../../collect/category/category.contract.ts';
import { Form } from '../../../web/forms/Form.tsx';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { TopBar } from '../../../web/parts/TopBar.tsx';
import { addStarterPhrases, type Phrase, phraseUses } from '../phrase.contract.ts';
import { phraseText } from './phrase.text.ts';

export type PhraseListData = { phrases: readonly Phrase[]; categories: readonly Category[] };

/** The phrases in use, by what they are for. */
export function PhraseList({ frame, data }: { frame: Frame; data: PhraseListData }) {
  const { say, to } = frame;
  const { phrases, categories } = data;
  return (
    <>
      <TopBar title={say(phraseText.title)} sub={say(phraseText.sub)}>
        <LinkButton href={to('/phrases/new')} kind="primary" size="small" icon="plus">
          {say(phraseText.add)}
        </LinkButton>
      </TopBar>
      <Panes columns={2} showing="item">
        <Pane label={say(phraseText.title)} kind="item">
          {phrases.length === 0 && (
            <EmptyState title={say(phraseText.emptyTitle)} text={say(phraseText.emptyText)} />
          )}
          {phraseUses.map((use) => (
            <OfUse
              key={use}
              frame={frame}
              use={use}
              phrases={phrases.filter((phrase) => phrase.use === use)}
              categories={categories}
            />
          ))}
        </Pane>
        <Pane label={say(phraseText.starters)} kind="acts">
          <p class="small soft">{say(phraseText.startersText)}</p>
          <Form action={to(addStarterPhrases.path)} hidden={frame.hidden}>
            <div class="section-gap">
              <Button kind="line" size="small">
                {say(phraseText.starters)}
              </Button>
            </div>
          </Form>
        </Pane>
      </Panes>
    </>
  );
}

function OfUse(props: PhraseListData & { frame: Frame; use: Phrase['use'] }) {
  const { frame, use, phrases, categories } = props;
  const { say, to } = frame;
  if (phrases.length === 0) return null;
  return (
    <Section title={say(phraseText.uses[use])}>
      <div class="stack-snug">
        {phrases.map((phrase) => {
          const isEnglish = say.locale === 'en';
          const name = (isEnglish ? phrase.nameEn : null) ?? phrase.nameZh;
          const category = categories.find(({ code }) => code === phrase.categoryCode);
          return (
            <Card key={phrase.id} as="article" label={name}>
              <div class="row row-wrap">
                <b>{name}</b>
                {category && <Chip icon="tag">{category.name[say.locale]}</Chip>}
                <span class="push">
                  <LinkButton
                    href={to(`/phrases/${phrase.id}`)}
                    size="small"
                    label={`${say(phraseText.change)} ${name}`}
                  >
                    {say(phraseText.change)}
                  </LinkButton>
                </span>
              </div>
              <p class="as-written small">{(isEnglish ? phrase.textEn : null) ?? phrase.textZh}</p>
            </Card>
          );
        })}
      </div>
    </Section>
  );
}
