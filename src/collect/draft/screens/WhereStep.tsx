import type { PlaceRegister } from '../../../places/place/place.contract.ts';
import { maxPlaceWords } from '../../../places/place/place.contract.ts';
import { DraftSent } from '../../../web/forms/DraftSent.tsx';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { FormState, Frame } from '../../../web/frame.ts';
import { Icon } from '../../../web/icons/Icon.tsx';
import { Button } from '../../../web/parts/Button.tsx';
import { Dock } from '../../../web/parts/Dock.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Segmented } from '../../../web/parts/Segmented.tsx';
import { Steps } from '../../../web/parts/Steps.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import type { DraftView } from '../draft.contract.ts';
import { InArea, InBuilding } from './PlaceQuestions.tsx';
import { totalSteps } from './StepHead.tsx';
import { stepsText } from './steps.text.ts';
import { localDraftKey } from './WhatStep.tsx';

export type WhereKind = 'building' | 'area';

type WhereProps = {
  frame: Frame;
  draft: DraftView;
  register: PlaceRegister;
  kind: WhereKind;
  state?: FormState | undefined;
};

/** Step 2: where. Everything is one page of choices; the place-picker island only hides what does not concern. */
export function WhereStep({ frame, draft, register, kind, state }: WhereProps) {
  const { say, to } = frame;
  const read = readForm(frame.form ?? state);
  const here = to(`/reports/new/${draft.draftId}/where`);
  const hasBuildings = register.estates.some(({ buildings }) => buildings.length > 0);
  const onlyWords = kind === 'area' && register.areas.length === 0;
  return (
    <Form action={to(`/drafts/${draft.draftId}`)} flow hidden={{ ...frame.hidden, step: 'where' }}>
      <DraftSent draftKey={localDraftKey} />
      <Steps locale={say.locale} current={2} total={totalSteps} />
      <ScreenTitle>{say(stepsText.where)}</ScreenTitle>
      <ErrorSummary locale={say.locale} {...read.summary()} />
      {hasBuildings && register.areas.length > 0 && (
        <Segmented
          label={say(stepsText.whereKind)}
          items={[
            {
              href: `${here}?kind=building`,
              label: say(stepsText.inBuilding),
              icon: 'building-complex',
              current: kind === 'building',
            },
            {
              href: `${here}?kind=area`,
              label: say(stepsText.inArea),
              icon: 'map-pin',
              current: kind === 'area',
            },
          ]}
        />
      )}
      <div class="form-gap" data-place-picker>
        {kind === 'building' ? (
          <InBuilding frame={frame} draft={draft} register={register} read={read} />
        ) : (
          <InArea frame={frame} draft={draft} register={register} read={read} />
        )}
        <div class="form-gap">
          <TextField
            {...read.text('place.words', draft.place?.words)}
            {...(onlyWords && { id: 'field-place', problem: read.text('place').problem })}
            label={say(onlyWords ? stepsText.onlyWords : stepsText.words)}
            aside={onlyWords ? undefined : say(stepsText.wordsAside)}
            hint={say(stepsText.wordsHint)}
            maxLength={maxPlaceWords}
          />
        </div>
      </div>
      <p class="small soft with-icon-top form-gap">
        <Icon name="eye-off" />
        <span>{say(stepsText.publicPlace)}</span>
      </p>
      <Dock>
        <LinkButton href={to(`/reports/new/${draft.draftId}/what`)}>{say(stepsText.back)}</LinkButton>
        <Button kind="primary" size="big">
          {say(stepsText.next)}
        </Button>
      </Dock>
    </Form>
  );
}
