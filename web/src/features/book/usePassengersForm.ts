import { useForm } from '@mantine/form';
import { ApiProblem } from '@/api/problems';
import { useMessages } from '@/i18n';
import { formatLocalDate } from '@/i18n/formats';
import { draftFor, keepDraft, type Draft, type PassengerType } from './draft';
import { messages } from './messages';
import { isEmail, isPhone, problemOfBirth, problemOfName } from './passengers';

/** The form about who travels: checked when a field is left, kept with every key. */
export function usePassengersForm(types: PassengerType[], lastDeparture: string, today: string, email: string) {
  const t = useMessages(messages);
  const nameProblem = (text: string) => {
    const problem = problemOfName(text);
    return problem && t(problem);
  };
  return useForm<Draft>({
    initialValues: draftFor(types, email),
    onValuesChange: keepDraft,
    validateInputOnBlur: true,
    validate: {
      passengers: {
        givenName: nameProblem,
        surname: nameProblem,
        dateOfBirth: (date, { passengers }, path) => {
          const { type } = passengers[Number(path.split('.')[1])]!;
          const problem = problemOfBirth(date, type, lastDeparture, today);
          return problem && t(problem, { date: formatLocalDate(lastDeparture, 'long') });
        },
      },
      contact: {
        email: (text) => (isEmail(text) ? null : t('emailWrong')),
        phone: (text) => (text.trim() === '' || isPhone(text) ? null : t('phoneWrong')),
      },
    },
  });
}

/** What the server found wrong, by field: `/passengers/0/surname` is `passengers.0.surname`. */
export function errorsByField(error: unknown) {
  const errors = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
  return Object.fromEntries(
    errors.flatMap((e) => (e.pointer ? [[e.pointer.slice(1).replaceAll('/', '.'), e.message]] : [])),
  );
}
