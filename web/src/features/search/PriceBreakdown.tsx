import { useMessages } from '@/i18n';
import type { Schemas } from '@/api/client';
import { formatMoney } from '@/i18n/formats';
import { Money } from '@/ui/Money';
import { timesMoney } from '@/ui/money';
import { messages } from './messages';
import classes from './PriceBreakdown.module.css';

const titles = { adult: 'adultPrice', child: 'childPrice', infant: 'infantPrice' } as const;

/** Every part of the price, for one traveller of each kind and for all of them. */
export function PriceBreakdown({ offer }: { offer: Pick<Schemas['OfferAnswer'], 'passengers' | 'total'> }) {
  const t = useMessages(messages);
  return (
    <details className={classes.details}>
      <summary className={classes.summary}>{t('details')}</summary>
      {offer.passengers.map(({ type, count, lines, total }) => (
        <table key={type} className={classes.lines}>
          <caption>{t(titles[type], { count })}</caption>
          <tbody>
            {lines.map((line) => (
              <tr key={line.code}>
                <th scope="row">{line.text}</th>
                <td>
                  <Money value={line.amount} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{count > 1 ? t('timesCount', { count, price: formatMoney(total) }) : t('sum')}</th>
              <td>
                <Money value={timesMoney(total, count)} />
              </td>
            </tr>
          </tfoot>
        </table>
      ))}
      {offer.passengers.length > 1 && (
        <p className={classes.total}>
          <span>{t('sum')}</span>
          <Money value={offer.total} />
        </p>
      )}
    </details>
  );
}
