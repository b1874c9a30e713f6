import type { Schemas } from '@/api/client';
import { useMessages } from '@/i18n';
import { messages } from './messages';

const brands: Record<string, string> = { visa: 'Visa', mastercard: 'Mastercard', amex: 'American Express' };

/** With what somebody paid: `Visa ending in 4242`. */
export function usePaymentMeans() {
  const t = useMessages(messages);
  return ({ method, brand, last4 }: Pick<Schemas['PaymentDetails'], 'method' | 'brand' | 'last4'>) =>
    last4 ? t('means', { brand: (brand && (brands[brand] ?? brand)) || t(method), last4 }) : t(method);
}
