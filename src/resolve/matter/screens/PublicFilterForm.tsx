import type { Category, CategoryGroup } from '../../../collect/category/category.contract.ts';
import { tiers } from '../../../collect/category/category.contract.ts';
import { reportChannels } from '../../../collect/report/report.contract.ts';
import { channelName } from '../../../collect/report/screens/channel.text.ts';
import type { PlaceRegister } from '../../../places/place/place.contract.ts';
import { Form } from '../../../web/forms/Form.tsx';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Dock } from '../../../web/parts/Dock.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { SelectField, type SelectOption } from '../../../web/parts/SelectField.tsx';
import { webText } from '../../../web/web.text.ts';
import { type PublicFilter, publicStatuses } from '../matter.public.contract.ts';
import { publicListText as text } from './public-list.text.ts';

export type FilterChoices = {
  filter: PublicFilter;
  groups: readonly CategoryGroup[];
  categories: readonly Category[];
  places: PlaceRegister;
  /** The last twelve, latest first: YYYY-MM. */
  months: readonly string[];
};

/** Everything the public list can be narrowed by, as one form that works without scripts. */
export function PublicFilterForm({ frame, data }: { frame: Frame; data: FilterChoices }) {
  const { say, to } = frame;
  const { filter } = data;
  const labels = [
    ...new Set(data.places.estates.flatMap(({ buildings }) => buildings.map(({ label }) => label))),
  ];
  const field = (
    name: keyof typeof text.field,
    options: readonly (SelectOption | { group: string; options: readonly SelectOption[] })[],
  ) => (
    <SelectField
      id={name}
      name={name}
      label={say(text.field[name])}
      value={filter[name]}
      empty={say(text.any)}
      options={options}
    />
  );
  return (
    <Form method="get" action={to('/matters')} flow {...(filter.q && { hidden: { q: filter.q } })}>
      <ScreenTitle>{say(text.choose)}</ScreenTitle>
      {field(
        'status',
        publicStatuses
          .filter((one) => one !== 'received')
          .map((value) => ({ value, label: say(text.status[value]) })),
      )}
      {field(
        'tier',
        tiers.map((value) => ({ value, label: say(webText.tiers[value]) })),
      )}
      {field(
        'category',
        data.groups.map((group) => ({
          group: say(group.name),
          options: data.categories
            .filter((one) => one.group === group.code)
            .map(({ code, name }) => ({ value: code, label: say(name) })),
        })),
      )}
      {field(
        'building',
        labels.map((value) => ({ value, label: say(text.building, value) })),
      )}
      {field(
        'month',
        data.months.map((value) => ({
          value,
          label: say(text.month, value.slice(0, 4), value.slice(5)),
        })),
      )}
      {field(
        'channel',
        reportChannels.map((value) => ({ value, label: say(channelName[value]) })),
      )}
      <Dock>
        <LinkButton href={to('/matters')}>{say(text.all)}</LinkButton>
        <Button kind="primary" size="big">
          {say(text.show)}
        </Button>
      </Dock>
    </Form>
  );
}
