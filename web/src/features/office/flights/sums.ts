import type { Schemas } from '@/api/client';

type Money = Schemas['Money'];

/** Amounts added up, one sum for each currency. Exact: amounts are texts, and whole numbers of their smallest unit are added. */
export function sumsOf(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, { units: bigint; decimals: number }>();
  for (const { amount, currency } of amounts) {
    const decimals = amount.split('.')[1]?.length ?? 0;
    const units = BigInt(amount.replace('.', ''));
    sums.set(currency, { units: (sums.get(currency)?.units ?? 0n) + units, decimals });
  }
  return [...sums].map(([currency, { units, decimals }]) => ({ amount: textOf(units, decimals), currency }));
}

/** Whether it is an amount of money at all. */
export const isSome = ({ amount }: Money) => /[1-9]/.test(amount);

function textOf(units: bigint, decimals: number) {
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const text = decimals > 0 ? `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}` : digits;
  return units < 0n ? `-${text}` : text;
}
