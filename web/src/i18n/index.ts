import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

/** Texts of one part of the site, in English; other languages add theirs under the same keys with {@link addLanguage}. */
export interface Messages<T extends Record<string, string>> {
  readonly part: string;
  readonly english: T;
}

const fallback = 'en';

/** The language of the browser; texts that are not translated are shown in English. Dates and money follow it in any case. */
export const locale = navigator.language || fallback;

void i18next.use(initReactI18next).init({
  lng: locale,
  fallbackLng: fallback,
  resources: {},
  // React escapes.
  interpolation: { escapeValue: false },
  // Texts are added where they are used, before they are shown.
  partialBundledLanguages: true,
});

/** Texts may have plural forms by the suffixes of i18next: `seats_one`, `seats_other` are asked for as `seats` with `count`. */
type KeyOf<T> = { [K in keyof T & string]: K extends `${infer Stem}_${'one' | 'other' | 'zero'}` ? Stem : K }[keyof T &
  string];

/** States the English texts of a part of the site. */
export function defineMessages<const T extends Record<string, string>>(part: string, english: T): Messages<T> {
  i18next.addResourceBundle(fallback, part, english);
  return { part, english };
}

/** Adds a language to a part of the site. */
export function addLanguage<T extends Record<string, string>>(
  messages: Messages<T>,
  language: string,
  texts: Partial<Record<keyof T, string>>,
) {
  i18next.addResourceBundle(language, messages.part, texts);
}

/** Looks texts up: `t('title')`, `t('seats', { count: 2 })`. A key that is not there does not compile. */
export type Translate<T> = (key: KeyOf<T>, values?: Record<string, string | number>) => string;

/** The texts of a part of the site in the visitor's language. */
export function useMessages<T extends Record<string, string>>(messages: Messages<T>): Translate<T> {
  const { t } = useTranslation(messages.part);
  return t as unknown as Translate<T>;
}
