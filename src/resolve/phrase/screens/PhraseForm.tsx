import type { Category, CategoryGroup } from '../../../collect/category/category.contract.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { TopBar } from '../../../web/parts/TopBar.tsx';
import { addPhrase, changePhrase, type Phrase, type PhraseUse, phraseUses } from '../phrase.contract.ts';
import { placeholderNames, placeholdersOf } from '../phrase.rules.ts';
import { phraseText } from './phrase.text.ts';

export type PhraseFormData = {
  /** Null for a new one. */
  phrase: Phrase | null;
  groups: readonly CategoryGroup[];
  categories: readonly Category[];
};

/** A phrase to be written or changed, with what will be filled in beside it. */
export function PhraseForm({ frame, data }: { frame: Frame; data: PhraseFormData }) {
  const { say, to } = frame;
  const { phrase } = data;
  const refused = frame.form?.operation === 'phrase.retire' ? frame.form : undefined;
  return (
    <>
      <TopBar title={say(phrase ? phraseText.changeTitle : phraseText.newTitle)}>
        <LinkButton href={to('/phrases')} size="small">
          {say(phraseText.back)}
        </LinkButton>
      </TopBar>
      <Panes columns={2} showing="item">
        <Pane label={say(phraseText.filledTitle)} kind="acts">
          <Notice title={say(phraseText.filledTitle)}>
            <p>{say(phraseText.filledMatter, namesFor(frame, 'reply'))}</p>
            <p>{say(phraseText.filledReport, namesFor(frame, 'ask'))}</p>
            <p>{say(phraseText.filledNote)}</p>
          </Notice>
        </Pane>
        <Pane label={say(phraseText.title)} kind="item">
          <ErrorSummary locale={say.locale} {...readForm(refused).summary()} />
          <Fields frame={frame} data={data} />
          {phrase && (
            <Form
              action={to(`/phrases/${phrase.id}/retire`)}
              hidden={{ ...frame.hidden, version: `${phrase.version}` }}
            >
              <div class="form-gap">
                <Button kind="danger" size="small">
                  {say(phraseText.retire)}
                </Button>
              </div>
            </Form>
          )}
        </Pane>
      </Panes>
    </>
  );
}

function namesFor({ say }: Frame, use: PhraseUse): string {
  const names = placeholdersOf[use].map((name) => `{${placeholderNames[name][say.locale]}}`);
  return names.join(say.locale === 'zh' ? '、' : ', ');
}

function Fields({ frame, data }: { frame: Frame; data: PhraseFormData }) {
  const { say, to } = frame;
  const { phrase, groups, categories } = data;
  const operation = phrase ? changePhrase : addPhrase;
  const returned = frame.form?.operation === operation.name ? frame.form : undefined;
  const form = readForm(returned, ({ path }) => {
    if (path === 'use') return say(phraseText.useMissing);
    if (path === 'nameZh') return say(phraseText.nameZhMissing);
    return path === 'textZh' ? say(phraseText.textMissing) : null;
  });
  const hidden = phrase ? { ...frame.hidden, version: `${phrase.version}` } : frame.hidden;
  const optional = say(phraseText.optional);
  return (
    <Form action={to(phrase ? `/phrases/${phrase.id}` : '/phrases')} hidden={hidden} warnUnsaved>
      <ErrorSummary locale={say.locale} {...form.summary()} />
      <SelectField
        {...form.text('use', phrase?.use)}
        label={say(phraseText.use)}
        empty={phrase ? undefined : '—'}
        options={phraseUses.map((use) => ({ value: use, label: say(phraseText.uses[use]) }))}
      />
      <SelectField
        {...form.text('categoryCode', phrase?.categoryCode ?? '')}
        label={say(phraseText.category)}
        aside={optional}
        empty={say(phraseText.allCategories)}
        options={groups.map((group) => ({
          group: group.name[say.locale],
          options: categories
            .filter((category) => category.group === group.code)
            .map(({ code, name }) => ({ value: code, label: name[say.locale] })),
        }))}
      />
      <TextField {...form.text('nameZh', phrase?.nameZh)} label={say(phraseText.nameZh)} maxLength={20} />
      <TextArea
        {...form.text('textZh', phrase?.textZh)}
        label={say(phraseText.textZh)}
        rows={5}
        maxLength={500}
      />
      <TextField
        {...form.text('nameEn', phrase?.nameEn ?? '')}
        label={say(phraseText.nameEn)}
        aside={optional}
        maxLength={40}
      />
      <TextArea
        {...form.text('textEn', phrase?.textEn ?? '')}
        label={say(phraseText.textEn)}
        aside={optional}
        hint={say(phraseText.textEnHint)}
        rows={5}
        maxLength={500}
      />
      <div class="form-gap">
        <Button kind="primary">{say(phraseText.save)}</Button>
      </div>
    </Form>
  );
}
