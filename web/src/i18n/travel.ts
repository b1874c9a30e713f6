import type { Schemas } from '@/api/client';
import { defineMessages, useMessages } from '.';

const messages = defineMessages('travel', {
  first: 'First class',
  business: 'Business',
  premiumEconomy: 'Premium economy',
  economy: 'Economy',
  light: 'Light',
  standard: 'Standard',
  flex: 'Flex',
  adult: 'Adult',
  child: 'Child',
  infant: 'Infant',
});

type Word = Schemas['Cabin'] | Schemas['FareFamily'] | Schemas['PassengerType'];

/** The words for cabins, fares and ages. */
export function useTravelWords(): (word: Word) => string {
  return useMessages(messages);
}
