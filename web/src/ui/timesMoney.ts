import type { Schemas } from '@/api/client';

type Money = Schemas['Money'];

/** An amount several times, in whole minor units: nothing is lost to rounding. */
export function timesMoney({ amount, currency }: Money, count: number): Money {
  const decimals = amount.split('.')[1]?.length ?? 0;
  const minor = BigInt(amount.replace('.', '')) * BigInt(count);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return { amount: `${minor < 0n ? '-' : ''}${whole}${decimals > 0 ? `.${digits.slice(-decimals)}` : ''}`, currency };
}
