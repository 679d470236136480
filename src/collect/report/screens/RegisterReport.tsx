import { addDays, atMinute, dateOf, formatInstant, minuteOfDay } from '../../../kernel/time.ts';
import type { Place, PlaceRegister } from '../../../places/place/place.contract.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { type FormReader, readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { Checkbox } from '../../../web/parts/Checkbox.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { PhotoPicker } from '../../../web/parts/PhotoPicker.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { TopBar } from '../../../web/parts/TopBar.tsx';
import { maxPhotoBytes } from '../../photo/photo.contract.ts';
import { KeptPhotos, keptPhotosOf } from '../../photo/screens/KeptPhotos.tsx';
import { anonymities, maxReportPhotos, maxReportText, registeredChannels } from '../report.contract.ts';
import { reportOperations } from '../report.operations.contract.ts';
import { anonymityName } from './channel.text.ts';
import { registerText } from './register.text.ts';

export type RegisterData = {
  register: PlaceRegister;
  /** What was looked up, and what the register holds of it. */
  address: string;
  found: readonly { place: Place; name: string }[] | null;
  /** The one of those found that was chosen. */
  chosen: Place | null;
  done: { number: string; answerBy: string } | null;
};

type Props = { frame: Frame; data: RegisterData };

/** Registering what somebody said by telephone, at the counter, on paper, at their door. */
export function RegisterReport({ frame, data }: Props) {
  const { say } = frame;
  return (
    <>
      <TopBar title={say(registerText.title)} sub={say(registerText.sub)} />
      <div class="desk-body desk-narrow">
        {data.done && (
          <Notice tone="ok" title={say(registerText.doneTitle, data.done.number)}>
            {say(registerText.doneText, data.done.answerBy)}
          </Notice>
        )}
        <FindAddress frame={frame} data={data} />
        <Registering frame={frame} data={data} />
      </div>
    </>
  );
}

function FindAddress({ frame, data }: Props) {
  const { say, to } = frame;
  const here = (address: string, pick: number) =>
    to(`/reports/on-behalf/new?${new URLSearchParams({ address, pick: `${pick}` })}`);
  return (
    <Card>
      <Form method="get" action={to('/reports/on-behalf/new')} label={say(registerText.address)}>
        <div class="find-row">
          <TextField
            id="address"
            name="address"
            label={say(registerText.address)}
            placeholder={say(registerText.addressHint)}
            value={data.address}
          />
          <Button icon="search">{say(registerText.find)}</Button>
        </div>
      </Form>
      {data.found && (
        <div class="form-gap" role="status">
          {data.found.length === 0 ? (
            <p class="small soft">{say(registerText.foundNone)}</p>
          ) : (
            <ul class="row row-wrap">
              {data.found.map(({ name, place }, index) => (
                <li key={name}>
                  <LinkButton
                    href={here(data.address, index)}
                    size="small"
                    kind={place === data.chosen ? 'primary' : 'line'}
                    icon={place === data.chosen ? 'check' : 'map-pin'}
                  >
                    {name}
                  </LinkButton>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Card>
  );
}

function Registering({ frame, data }: Props) {
  const { say, to } = frame;
  const operation = reportOperations.registerReport;
  const form = readForm(frame.form?.operation === operation.name ? frame.form : undefined, ({ path }) =>
    path === 'channel' ? say(registerText.channelMissing) : null,
  );
  const kept = keptPhotosOf(form);
  return (
    <Form action={to(operation.path)} files hidden={frame.hidden} warnUnsaved>
      <ErrorSummary locale={say.locale} {...form.summary()} />
      <Choice
        {...form.text('channel')}
        type="radio"
        look="tile"
        columns={4}
        required
        legend={say(registerText.channel)}
        options={registeredChannels.map((channel) => ({
          value: channel,
          label: say(registerText.channels[channel]),
        }))}
      />
      <TextArea
        {...form.text('text')}
        label={say(registerText.text)}
        hint={say(registerText.textHint)}
        rows={5}
        maxLength={maxReportText}
        required
      />
      <KeptPhotos frame={frame} photoIds={kept} />
      <PhotoPicker
        {...form.file('photos')}
        locale={say.locale}
        legend={say(registerText.photos)}
        aside={say(registerText.optional)}
        hint={say(registerText.photosHint)}
        maxFiles={maxReportPhotos - kept.length}
        maxBytesEach={maxPhotoBytes}
      />
      <Where frame={frame} data={data} form={form} />
      <Who frame={frame} form={form} />
      <div class="form-gap">
        <SelectField
          {...form.text('occurredAt')}
          label={say(registerText.when)}
          empty={say(registerText.justNow)}
          options={momentsBefore(frame)}
        />
      </div>
      <div class="form-gap">
        <Checkbox
          {...form.checked('toldOfPrivacy')}
          required
          label={say(registerText.told)}
          hint={say(registerText.toldHint)}
        />
      </div>
      <div class="form-gap">
        <Button kind="primary" size="big" full>
          {say(registerText.send)}
        </Button>
      </div>
    </Form>
  );
}

function Where({ frame, data, form }: Props & { form: FormReader }) {
  const { say } = frame;
  const { register, chosen } = data;
  const buildings = register.estates.flatMap((estate) => estate.buildings);
  return (
    <div class="form-gap">
      <div class="thirds">
        <SelectField
          {...form.text('place.buildingId', chosen?.buildingId)}
          label={say(registerText.building)}
          empty={say(registerText.unknown)}
          options={register.estates.map((estate) => ({
            group: estate.name,
            options: estate.buildings.map(({ id, label }) => ({
              value: id,
              label: say(registerText.buildingName, label),
            })),
          }))}
        />
        <SelectField
          {...form.text('place.stairwellId', chosen?.stairwellId)}
          label={say(registerText.stairwell)}
          empty={say(registerText.unknown)}
          options={buildings
            .filter(({ stairwells }) => stairwells.length > 0)
            .map((building) => ({
              group: say(registerText.buildingName, building.label),
              options: building.stairwells.map(({ id, label }) => ({
                value: id,
                label: say(registerText.stairwellName, building.label, label),
              })),
            }))}
        />
        <SelectField
          {...form.text('place.areaId', chosen?.areaId)}
          label={say(registerText.area)}
          empty={say(registerText.unknown)}
          options={register.areas.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      <TextField
        {...form.text('place.words', wordsOf(data))}
        label={say(registerText.words)}
        aside={say(registerText.optional)}
        placeholder={say(registerText.wordsHint)}
        maxLength={200}
      />
    </div>
  );
}

/** An address that was looked up in vain is not lost. */
function wordsOf({ chosen, found, address }: RegisterData): string {
  if (chosen) return chosen.words;
  return found ? address : '';
}

function Who({ frame, form }: { frame: Frame; form: FormReader }) {
  const { say } = frame;
  return (
    <>
      <div class="pair form-gap">
        <TextField
          {...form.text('contact.name')}
          label={say(registerText.name)}
          aside={say(registerText.optional)}
          maxLength={40}
        />
        <TextField
          {...form.text('contact.phone')}
          label={say(registerText.phone)}
          aside={say(registerText.optional)}
          type="tel"
          inputMode="tel"
        />
      </div>
      <Choice
        {...form.text('anonymity', 'community-only')}
        type="radio"
        columns={2}
        legend={say(registerText.anonymity)}
        options={anonymities.map((anonymity) => ({ value: anonymity, label: say(anonymityName[anonymity]) }))}
      />
      <TextField
        {...form.text('publicName')}
        label={say(registerText.publicName)}
        hint={say(registerText.publicNameHint)}
        maxLength={20}
      />
    </>
  );
}

/** Moments to choose from, so that no date needs to be typed on a phone: the last hours, yesterday, the days before. */
function momentsBefore({ say, now }: Frame): { value: string; label: string }[] {
  const today = dateOf(now);
  const hour = Math.floor(minuteOfDay(now) / 60);
  const hours = Array.from({ length: 6 }, (_, back) => hour - 1 - back).filter((past) => past >= 6);
  const yesterday = addDays(today, -1);
  const at = (date: typeof today, minutes: number) => formatInstant(atMinute(date, minutes));
  return [
    ...hours.map((past) => ({ value: at(today, past * 60), label: say(registerText.todayAt, past) })),
    { value: at(yesterday, 10 * 60), label: say(registerText.yesterday.morning) },
    { value: at(yesterday, 15 * 60), label: say(registerText.yesterday.afternoon) },
    { value: at(yesterday, 20 * 60), label: say(registerText.yesterday.evening) },
    ...[2, 3, 4, 5, 6, 7].map((back) => {
      const date = addDays(today, -back);
      return { value: at(date, 12 * 60), label: say(registerText.dayOf, date) };
    }),
  ];
}
