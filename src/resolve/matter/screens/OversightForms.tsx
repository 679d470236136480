import { tiers } from '../../../collect/category/category.contract.ts';
import type { Operation } from '../../../kernel/operation.ts';
import { readForm } from '../../../web/forms/read-form.ts';
import { Choice } from '../../../web/parts/Choice.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { TierTag } from '../../../web/parts/TierTag.tsx';
import { moveReasonsFor } from '../matter.move.rules.ts';
import { liftSupervision, moveMatter, superviseMatter } from '../matter.oversight.contract.ts';
import { groundText, levelText, moveReasonText } from '../matter.oversight.text.ts';
import { supervisionLevels, supervisionReasons } from '../matter.supervision.contract.ts';
import { isGraver } from '../matter.supervision.rules.ts';
import { ActForm } from './ActForm.tsx';
import type { ActProps } from './acts.ts';
import { stateOf } from './desk-data.ts';
import { oversightFormText as text } from './oversight-form.text.ts';

/** The desk urges with words. The operation belongs to another area and is handed in. */
export function UrgeForm({ act, operation }: { act: ActProps; operation: Operation }) {
  const { say } = act.frame;
  const form = readForm(stateOf(act.frame, operation), () => say(text.urgeMissing));
  return (
    <ActForm act={act} name="urge" operation={operation} form={form}>
      <TextArea
        {...form.text('words')}
        label={say(text.urgeWords)}
        hint={say(text.urgeHint)}
        rows={3}
        maxLength={500}
      />
    </ActForm>
  );
}

/** Yellow or red, why, until when, and words to the handlers; what the rules propose stands chosen. */
export function SuperviseForm(act: ActProps) {
  const { frame, matter } = act;
  const { say } = frame;
  const form = readForm(stateOf(frame, superviseMatter), ({ path }) => {
    if (path === 'workingDays') return say(text.daysMissing);
    return path === 'words' ? say(text.wordsMissing) : path === 'reason' ? say(text.reasonMissing) : null;
  });
  const { toSupervise: proposed, supervision } = matter;
  const levels = supervisionLevels.filter((level) => isGraver(level, supervision?.level ?? null));
  return (
    <ActForm act={act} name="supervise" operation={superviseMatter} form={form}>
      {proposed && (
        <Notice tone="warn" icon="flag" title={say(text.proposed, say(levelText[proposed.level]))}>
          {say(groundText[proposed.reason])}
        </Notice>
      )}
      <Choice
        {...form.text('level', proposed?.level ?? levels[0])}
        type="radio"
        legend={say(text.level)}
        columns={2}
        options={levels.map((level) => ({ value: level, label: say(text.levels[level]) }))}
      />
      <Choice
        {...form.text('reason', proposed?.reason ?? '')}
        type="radio"
        legend={say(text.reason)}
        options={supervisionReasons.map((reason) => ({
          value: reason,
          label: say(reason === 'safety' ? text.danger : groundText[reason]),
        }))}
      />
      <TextField
        {...form.text('workingDays', '2')}
        label={say(text.days)}
        hint={say(text.daysHint)}
        type="number"
        inputMode="numeric"
        min="1"
        max="15"
        width="short"
      />
      <TextArea {...form.text('words')} label={say(text.words)} rows={3} maxLength={500} />
    </ActForm>
  );
}

export function LiftForm(act: ActProps) {
  const { say } = act.frame;
  const form = readForm(stateOf(act.frame, liftSupervision), () => say(text.liftMissing));
  return (
    <ActForm act={act} name="lift" operation={liftSupervision} form={form}>
      <TextArea
        {...form.text('words')}
        label={say(text.liftWords)}
        hint={say(text.liftHint)}
        rows={3}
        maxLength={500}
      />
    </ActForm>
  );
}

/** Where to, why, and what its reporters read; each reason stands under the tier it leads to. */
export function MoveForm(act: ActProps) {
  const { frame, matter } = act;
  const { say } = frame;
  const form = readForm(stateOf(frame, moveMatter), ({ path }) => {
    if (path === 'to') return say(text.toMissing);
    return say(path === 'reason' ? text.moveReasonMissing : text.moveWordsMissing);
  });
  const others = tiers.filter((tier) => tier !== matter.tier);
  const { toMove: proposed } = matter;
  return (
    <ActForm act={act} name="move" operation={moveMatter} form={form}>
      {proposed && (
        <Notice tone="warn" icon="layers" title={say(text.moveProposed, say(text.to[proposed.to]))}>
          {say(moveReasonText[proposed.reason])}
        </Notice>
      )}
      <Choice
        {...form.text('to', proposed?.to ?? '')}
        type="radio"
        legend={say(text.toWhom)}
        options={others.map((tier) => ({
          value: tier,
          label: say(text.to[tier]),
          before: <TierTag tier={tier} locale={say.locale} />,
        }))}
      />
      <SelectField
        {...form.text('reason', proposed?.reason ?? '')}
        label={say(text.moveReason)}
        empty={say(text.choose)}
        options={reasonGroups(act, others)}
      />
      <TextArea
        {...form.text('words')}
        label={say(text.moveWords)}
        hint={say(text.moveHint)}
        rows={3}
        maxLength={500}
      />
    </ActForm>
  );
}

/** Reasons that lead back are the same wherever it goes back to, and stand once. */
function reasonGroups({ frame, matter }: ActProps, others: readonly (typeof tiers)[number][]) {
  const { say } = frame;
  const shown = new Set<string>();
  return others.flatMap((tier) => {
    const reasons = moveReasonsFor(matter.tier, tier).filter((reason) => !shown.has(reason));
    for (const reason of reasons) shown.add(reason);
    const options = reasons.map((reason) => ({ value: reason, label: say(moveReasonText[reason]) }));
    return options.length === 0 ? [] : [{ group: say(text.to[tier]), options }];
  });
}
