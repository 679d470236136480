import { tiers } from '../../../collect/category/category.contract.ts';
import { readForm } from '../../../web/forms/read-form.ts';
import { Choice } from '../../../web/parts/Choice.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { splitMatter } from '../matter.split.contract.ts';
import { ActForm } from './ActForm.tsx';
import type { ActProps } from './acts.ts';
import { decideText } from './decide.text.ts';
import { stateOf } from './desk-data.ts';
import { splitText } from './split.text.ts';
import { shortNumber } from './WaitingPane.tsx';

/** One matter holds two problems: which report, or which of its words, becomes a matter of its own. */
export function SplitForm(act: ActProps) {
  const { frame, matter, catalogue } = act;
  const { say } = frame;
  const form = readForm(stateOf(frame, splitMatter), ({ path }) => {
    if (path === 'reportId') return say(splitText.reportMissing);
    if (path === 'publicTitle') return say(decideText.titleMissing);
    return path === 'categoryCode' ? say(decideText.categoryMissing) : null;
  });
  const [only, ...others] = matter.reports;
  const alone = others.length === 0;
  return (
    <ActForm act={act} name="split" operation={splitMatter} form={form}>
      <p class="small soft">{say(splitText.what)}</p>
      <Choice
        {...form.text('reportId', alone ? only?.id : undefined)}
        type="radio"
        legend={say(splitText.report)}
        options={matter.reports.map(({ id, number, text }) => ({
          value: id,
          label: text,
          hint: shortNumber(number),
        }))}
      />
      <TextArea
        {...form.text('part')}
        label={say(splitText.part)}
        hint={say(alone ? splitText.partHint : splitText.partOrAll)}
        rows={3}
        maxLength={2000}
      />
      <TextField
        {...form.text('publicTitle')}
        label={say(decideText.publicTitle)}
        aside={say(decideText.publicTitleHint)}
        maxLength={60}
      />
      <SelectField
        {...form.text('categoryCode')}
        label={say(decideText.category)}
        empty={say(decideText.chooseCategory)}
        options={catalogue.groups.map((group) => ({
          group: group.name[say.locale],
          options: catalogue.categories
            .filter((category) => category.open && category.group === group.code)
            .map(({ code, name }) => ({ value: code, label: name[say.locale] })),
        }))}
      />
      <SelectField
        {...form.text('tier', matter.tier)}
        label={say(decideText.who)}
        options={tiers.map((tier) => ({ value: tier, label: say(decideText.tiers[tier]) }))}
      />
      <TextArea
        {...form.text('messageToReporter', say(splitText.tellDefault))}
        label={say(decideText.tell)}
        aside={say(decideText.tellAside)}
        rows={2}
        maxLength={500}
      />
    </ActForm>
  );
}
