import { Button, NativeSelect, Paper, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api, take, type Schemas } from '@/api/client';
import { once } from '@/api/intents';
import { ApiProblem } from '@/api/problems';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { PageTitle } from '@/ui/PageTitle';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { OperationsOnly } from '../OperationsOnly';
import { AirportInput } from './AirportInput';
import { planMessages } from './planMessages';
import { aircraftTypesQuery } from './queries';

const blank = {
  designator: '',
  date: '',
  from: '',
  to: '',
  departsLocal: '',
  arrivesLocal: '',
  arrivalDayOffset: '0',
  aircraft: '',
};
type Values = typeof blank;

const bodyOf = (values: Values): Schemas['ScheduleFlightBody'] => ({
  ...values,
  departsLocal: `${values.departsLocal}:00`,
  arrivesLocal: `${values.arrivesLocal}:00`,
  arrivalDayOffset: Number(values.arrivalDayOffset),
  serviceType: null,
});

const intentOf = (values: Values) => `schedule:${JSON.stringify(values)}`;

/** Puts a flight on one date on sale. */
export function NewFlightPage() {
  const t = useMessages(planMessages);
  return (
    <OperationsOnly title={t('newFlight')}>
      <FlightForm />
    </OperationsOnly>
  );
}

function FlightForm() {
  const t = useMessages(planMessages);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const types = useQuery(aircraftTypesQuery);
  const form = useForm({ initialValues: blank });
  const scheduling = useMutation({
    mutationFn: (values: Values) =>
      once(intentOf(values), (key) =>
        take(api.POST('/api/flights', { params: { header: { 'Idempotency-Key': key } }, body: bodyOf(values) })),
      ),
    async onSuccess(scheduled, values) {
      notifications.show({ color: 'green', message: t(scheduled.effect, { flight: values.designator }) });
      await queries.invalidateQueries({ queryKey: ['flights'] });
      await navigate(`/office/flights/${encodeURIComponent(scheduled.id)}`);
    },
    onError(error) {
      if (error instanceof ApiProblem) {
        const fields = (error.problem.errors ?? []).map(({ pointer, message }) => [pointer?.slice(1), message]);
        form.setErrors(Object.fromEntries(fields));
      }
    },
  });
  const text = (name: keyof Values) => ({ required: true, ...form.getInputProps(name) });
  return (
    <>
      <PageTitle title={t('newFlight')} about={t('newFlightAbout')} />
      <Paper withBorder p="lg" maw={720}>
        <form onSubmit={form.onSubmit((values) => scheduling.mutate(values))}>
          <Stack>
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <TextInput
                label={t('designator')}
                description={t('designatorHint')}
                autoComplete="off"
                {...text('designator')}
                onChange={(e) => form.setFieldValue('designator', e.currentTarget.value.trim().toUpperCase())}
              />
              <TextInput type="date" label={t('date')} description={t('departsHint')} {...text('date')} />
              <AirportInput
                label={t('from')}
                value={form.values.from}
                onChange={(code) => form.setFieldValue('from', code)}
                error={form.errors.from}
                required
              />
              <AirportInput
                label={t('to')}
                value={form.values.to}
                onChange={(code) => form.setFieldValue('to', code)}
                error={form.errors.to}
                required
              />
              <TextInput
                type="time"
                label={t('departsLocal')}
                description={t('departsHint')}
                {...text('departsLocal')}
              />
              <TextInput
                type="time"
                label={t('arrivesLocal')}
                description={t('departsHint')}
                {...text('arrivesLocal')}
              />
              <NativeSelect
                label={t('arrivalDay')}
                description={t('departsHint')}
                data={[
                  { value: '-1', label: t('dayBefore') },
                  { value: '0', label: t('sameDay') },
                  { value: '1', label: t('nextDay') },
                  { value: '2', label: t('twoDays') },
                ]}
                {...form.getInputProps('arrivalDayOffset')}
              />
              <NativeSelect
                label={t('aircraft')}
                description={t('aircraftHint')}
                data={[
                  { value: '', label: t('choose') },
                  ...(types.data?.items ?? []).map(({ code, name, seats, rangeKm }) => ({
                    value: code,
                    label: t('typeOption', { code, name, seats, range: formatNumber(rangeKm) }),
                  })),
                ]}
                {...text('aircraft')}
              />
            </SimpleGrid>
            {types.isError && <ProblemNotice error={types.error} onRetry={() => void types.refetch()} />}
            {scheduling.isError && <ProblemNotice error={scheduling.error} />}
            <div>
              <Button type="submit" loading={scheduling.isPending}>
                {t('save')}
              </Button>
            </div>
          </Stack>
        </form>
      </Paper>
    </>
  );
}
