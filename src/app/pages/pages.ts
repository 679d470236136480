import { absenceForms, absencePages } from './absences.tsx';
import { accountForms, accountPages } from './account.tsx';
import { copyPages } from './copy.tsx';
import { deskForms, deskPages } from './desk.tsx';
import { developmentPages } from './development.tsx';
import { erasureForms, erasurePages } from './erasure.tsx';
import { figuresPages } from './figures.tsx';
import { flagForms, flagPages } from './flags.tsx';
import { followForms, followPages } from './follow.tsx';
import { handoverForms, handoverPages } from './handover.tsx';
import { homePages } from './home.tsx';
import { lookPages } from './looks.tsx';
import { lostKeyForms, lostKeyPages } from './lost-key.tsx';
import { matterForms, matterPages } from './matter.tsx';
import { messageForms, messagePages } from './messages.tsx';
import { mineForms, minePages } from './mine.tsx';
import { offlinePages } from './offline.tsx';
import { operatorForms, operatorPages } from './operator.tsx';
import type { Form, Page } from './page.ts';
import { peopleForms, peoplePages } from './people.tsx';
import { phraseForms, phrasePages } from './phrases.tsx';
import { placeForms, placePages } from './places.tsx';
import { privacyPages } from './privacy.tsx';
import { providerForms, providerPages } from './provider.ts';
import { publicListPages } from './public-list.tsx';
import { publicationForms, publicationPages } from './publications.tsx';
import { recoveryForms, recoveryPages } from './recovery.tsx';
import { registerForms, registerPages } from './register.tsx';
import { reportSendingForms, reportSendingPages } from './report-sending.tsx';
import { reportStepForms, reportStepPages } from './report-steps.tsx';
import { residenceForms, residencePages } from './residence.tsx';
import { rosterForms, rosterPages } from './rosters.tsx';
import { settingsCalendarForms, settingsCalendarPages } from './settings-calendar.tsx';
import { settingsCategoryForms, settingsCategoryPages } from './settings-categories.tsx';
import { settingsInhabitantsForms, settingsInhabitantsPages } from './settings-inhabitants.tsx';
import { settingsReachForms, settingsReachPages } from './settings-reach.tsx';
import { settingsWebhookForms, settingsWebhookPages } from './settings-webhooks.tsx';
import { severalForms, severalPages } from './several.tsx';
import { signInForms, signInPages } from './sign-in.tsx';
import { verifyPages } from './verify.tsx';
import { witnessForms, witnessPages } from './witnesses.tsx';
import { workForms, workPages } from './work.tsx';

/** Every page of the product. */
export const pages: readonly Page[] = [
  ...signInPages,
  ...providerPages,
  ...recoveryPages,
  ...accountPages,
  ...lookPages,
  ...copyPages,
  ...erasurePages,
  ...privacyPages,
  ...absencePages,
  ...reportStepPages,
  ...reportSendingPages,
  ...offlinePages,
  ...minePages,
  ...publicListPages,
  ...matterPages,
  ...flagPages,
  ...publicationPages,
  ...homePages,
  ...figuresPages,
  ...verifyPages,
  ...witnessPages,
  ...lostKeyPages,
  ...followPages,
  ...developmentPages,
  ...deskPages,
  ...severalPages,
  ...workPages,
  ...registerPages,
  ...handoverPages,
  ...rosterPages,
  ...placePages,
  ...peoplePages,
  ...messagePages,
  ...operatorPages,
  ...settingsCalendarPages,
  ...settingsCategoryPages,
  ...settingsInhabitantsPages,
  ...settingsReachPages,
  ...settingsWebhookPages,
  ...phrasePages,
  ...residencePages,
];

/** Every operation that people carry out by a form, and where it leads them. */
export const forms: readonly Form[] = [
  ...signInForms,
  ...providerForms,
  ...recoveryForms,
  ...accountForms,
  ...erasureForms,
  ...absenceForms,
  ...reportStepForms,
  ...reportSendingForms,
  ...mineForms,
  ...matterForms,
  ...flagForms,
  ...publicationForms,
  ...lostKeyForms,
  ...followForms,
  ...deskForms,
  ...severalForms,
  ...workForms,
  ...registerForms,
  ...handoverForms,
  ...rosterForms,
  ...placeForms,
  ...peopleForms,
  ...messageForms,
  ...operatorForms,
  ...settingsCalendarForms,
  ...settingsCategoryForms,
  ...settingsInhabitantsForms,
  ...settingsReachForms,
  ...settingsWebhookForms,
  ...phraseForms,
  ...residenceForms,
  ...witnessForms,
];
