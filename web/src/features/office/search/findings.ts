import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, take, type Schemas } from '@/api/client';
import { useMay } from '@/api/me';
import { ApiProblem } from '@/api/problems';
import { formatInstant, formatLocalDate, formatLocalTime } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { messages } from './messages';

/** Something that was found: what it is called, more about it, and where it is shown. */
export interface Finding {
  to: string;
  title: string;
  about: string;
  status?: string;
}

/** What was found of one kind. */
export interface Group {
  title: string;
  items: readonly Finding[];
}

const few = 6;
const designatorPattern = /^([A-Z0-9]{2})\s?(\d{1,4})$/i;
const idPattern = /^[0-9a-f]{32}$/;

async function searchBookings(q: string) {
  const page = await take(api.GET('/api/bookings', { params: { query: { q, limit: few } } }));
  return (page as Schemas['PageOfBookingSummary']).items;
}

async function searchOrders(text: string): Promise<readonly Schemas['OrderSummary'][]> {
  if (text.includes('@')) {
    return (await take(api.GET('/api/orders', { params: { query: { email: text, limit: few } } }))).items;
  }
  if (!idPattern.test(text)) {
    return [];
  }
  try {
    const order = await take(api.GET('/api/orders/{id}', { params: { path: { id: text } } }));
    return [{ ...order, references: order.lines.map((line) => line.reference).join(', ') }];
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) {
      return [];
    }
    throw error;
  }
}

async function searchFlights(text: string) {
  const [, carrier, number] = designatorPattern.exec(text) ?? [];
  if (!carrier || !number) {
    return [];
  }
  const designator = `${carrier.toUpperCase()}${number}`;
  return (await take(api.GET('/api/flights', { params: { query: { designator, limit: few } } }))).items;
}

const searchPeople = async (q: string) =>
  (await take(api.GET('/api/users', { params: { query: { q, limit: few } } }))).items;

/** Searches everything that whoever is signed in may see. */
export function useFindings(text: string) {
  const t = useMessages(messages);
  const [isStaff, isAdmin] = [useMay('agent', 'operations'), useMay('admin')];
  const isEnabled = text.length >= 2;
  const ask = <T>(kind: string, isAllowed: boolean, search: (text: string) => Promise<readonly T[]>) => ({
    queryKey: ['office', 'search', kind, text],
    queryFn: () => search(text),
    enabled: isEnabled && isAllowed,
    placeholderData: keepPreviousData,
  });
  const bookings = useQuery(ask('bookings', isStaff, searchBookings));
  const orders = useQuery(ask('orders', isStaff, searchOrders));
  const flights = useQuery(ask('flights', isStaff, searchFlights));
  const people = useQuery(ask('people', isAdmin, searchPeople));
  const queries = [bookings, orders, flights, people];
  const groups: Group[] = isEnabled
    ? [
        {
          title: t('bookings'),
          items: (bookings.data ?? []).map((b) => ({
            to: `/office/bookings/${b.id}`,
            title: `${b.reference} · ${b.contact}`,
            about: b.flights.map((f) => `${f.designator} ${f.from}–${f.to} ${formatLocalDate(f.departsAt)}`).join(', '),
            status: b.status,
          })),
        },
        {
          title: t('orders'),
          items: (orders.data ?? []).map((o) => ({
            to: `/office/orders/${o.id}`,
            title: t('orderOf', { references: o.references }),
            about: formatInstant(o.createdAt),
            status: o.status,
          })),
        },
        {
          title: t('flights'),
          items: (flights.data ?? []).map((f) => ({
            to: `/office/flights/${f.id}`,
            title: `${f.designator} · ${f.departure.airport}–${f.arrival.airport}`,
            about: `${formatLocalDate(f.departure.local)} ${formatLocalTime(f.departure.local)}`,
            status: f.status,
          })),
        },
        {
          title: t('people'),
          items: (people.data ?? []).map((p) => ({
            to: `/office/users?q=${encodeURIComponent(p.email)}`,
            title: p.name,
            about: p.isDeactivated ? `${p.email} · ${t('closed')}` : p.email,
          })),
        },
      ].filter((group) => group.items.length > 0)
    : [];
  return {
    groups,
    isSearching: isEnabled && queries.some((query) => query.isFetching),
    error: queries.find((query) => query.isError)?.error,
  };
}
