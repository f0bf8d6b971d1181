/** What a person consents to, and the proof of it. Nothing is ticked for anybody in advance. */
import { useId } from 'react';
import { useT } from '../../../i18n/language.tsx';
import { CheckField, SelectField, TextField } from '../fields.tsx';
import type { People } from '../view.ts';

type Consent = People[string]['consent'];

export interface ConsentDraft {
  readonly image: Consent['image'];
  readonly sound: boolean;
  readonly name: boolean;
  readonly recording: boolean;
  readonly onDemand: boolean;
  readonly date: string;
  readonly form: NonNullable<Consent['form']> | '';
  readonly source: string;
}

const images = ['yes', 'not-recognisable', 'no'] as const;
const switches = ['sound', 'name', 'recording', 'onDemand'] as const;
const forms = ['written', 'oral', 'in-sitting'] as const;

export const consentOf = (consent: Consent | undefined): ConsentDraft => ({
  image: consent?.image ?? 'no',
  sound: consent?.sound ?? false,
  name: consent?.name ?? false,
  recording: consent?.recording ?? false,
  onDemand: consent?.onDemand ?? false,
  date: consent?.date ?? '',
  form: consent?.form ?? '',
  source: consent?.source ?? '',
});

export function ConsentFields({
  consent,
  set,
}: {
  readonly consent: ConsentDraft;
  readonly set: (part: Partial<ConsentDraft>) => void;
}) {
  const t = useT();
  const group = useId();
  const imageWords = {
    yes: t('seat.consentYes'),
    'not-recognisable': t('seat.consentNotRecognisable'),
    no: t('seat.consentNo'),
  };
  return (
    <fieldset className="consent">
      <legend>{t('clerk.consentTitle')}</legend>
      <div className="consent-columns">
        <div className="choices" role="radiogroup" aria-label={t('seat.consentImage')}>
          <span className="choices-label">{t('seat.consentImage')}</span>
          {images.map((image) => (
            <label key={image} className="choice">
              <input
                type="radio"
                name={group}
                checked={consent.image === image}
                onChange={() => set({ image })}
              />
              <span>{imageWords[image]}</span>
            </label>
          ))}
        </div>
        <div className="choices">
          <span className="choices-label">{t('clerk.consentTo')}</span>
          {switches.map((field) => (
            <CheckField
              key={field}
              label={t(`clerk.consent.${field}`)}
              checked={consent[field]}
              onChange={(checked) => set({ [field]: checked })}
            />
          ))}
        </div>
      </div>
      <div className="form-grid">
        <TextField
          label={t('clerk.consentDate')}
          type="date"
          value={consent.date}
          onChange={(date) => set({ date })}
        />
        <SelectField
          label={t('clerk.consentForm')}
          value={consent.form}
          onChange={(value) => set({ form: forms.find((form) => form === value) ?? '' })}
        >
          <option value="">{t('clerk.choose')}</option>
          {forms.map((form) => (
            <option key={form} value={form}>
              {t(`clerk.consentForm.${form}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t('clerk.consentSource')}
          hint={t('clerk.consentSourceHint')}
          value={consent.source}
          maxLength={200}
          onChange={(source) => set({ source })}
        />
      </div>
    </fieldset>
  );
}
