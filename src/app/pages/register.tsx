import { keepForLater } from '../../collect/photo/photo.service.ts';
import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import { mayRegisterReport } from '../../collect/report/report.policy.ts';
import type { RegisterData } from '../../collect/report/screens/RegisterReport.tsx';
import { RegisterReport } from '../../collect/report/screens/RegisterReport.tsx';
import { registerText } from '../../collect/report/screens/register.text.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { sayIn } from '../../kernel/text.ts';
import { parseInstant } from '../../kernel/time.ts';
import { maxPlaceWords, placeOperations } from '../../places/place/place.contract.ts';
import { sayEnd } from '../../resolve/matter/screens/due.ts';
import type { Visit } from './desk-load.ts';
import { form, page } from './page.ts';

async function loadRegister({ call, ask, request }: Visit): Promise<Outcome<RegisterData>> {
  const may = mayRegisterReport(call.asker);
  if (may !== true) return refuse(may);
  const address = (request.query.address ?? '').trim().slice(0, maxPlaceWords);
  const [register, found] = await Promise.all([
    ask(placeOperations.listPlaces, {}),
    address === '' ? null : ask(placeOperations.findPlace, { address }),
  ]);
  if (!register.ok) return register;
  const places = found?.ok ? found.value.places : null;
  const pick = found?.ok && found.value.found === 'one' ? 0 : Number(request.query.pick ?? Number.NaN);
  const { registered, by } = request.query;
  const isNumber = registered !== undefined && /^\d{4}-\d{4,}$/.test(registered);
  return ok({
    register: register.value,
    address,
    found: places,
    chosen: places?.[pick]?.place ?? null,
    done: isNumber && by ? { number: registered, answerBy: sayDue(call, by) } : null,
  });
}

function sayDue({ locale, now }: Visit['call'], by: string): string {
  return sayEnd(sayIn(locale), now, parseInstant(by));
}

export const registerPages = [
  page({
    path: '/reports/on-behalf/new',
    load: loadRegister,
    view: (data, frame) => ({
      title: frame.say(registerText.title),
      shell: 'desk',
      section: 'register',
      islands: ['photo-picker'],
      body: <RegisterReport frame={frame} data={data} />,
    }),
  }),
];

export const registerForms = [
  form(
    reportOperations.registerReport,
    ({ output, call }) => {
      const query = new URLSearchParams({ registered: output.number, by: output.acceptDueAt });
      return `/c/${call.community.slug}/reports/on-behalf/new?${query}`;
    },
    { field: 'photoIds', keep: keepForLater },
  ),
];
