import type { Schemas } from '@/api/client';
import { formatMoney } from '@/i18n/formats';

/** An amount as the visitor writes it; digits of equal width, so that columns line up. */
export function Money({ value }: { value: Schemas['Money'] }) {
  return <span style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>{formatMoney(value)}</span>;
}
