import { Button, NumberInput, Paper, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import { api, take, type Schemas } from '@/api/client';
import { ApiProblem } from '@/api/problems';
import { useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { OperationsOnly } from '../OperationsOnly';
import { planMessages } from '../flights/planMessages';
import { aircraftTypesQuery } from '../flights/queries';
import { CabinFields } from './CabinFields';
import { blankCabin, bodyOf, draftOf, type TypeDraft } from './form';
import { parseRows } from './rows';

const mostCabins = 4;

/** Registers an aircraft type, or changes the one that the address names. */
export function NewAircraftPage() {
  const t = useMessages(planMessages);
  return (
    <OperationsOnly title={t('registerTitle')}>
      <TypeOfAddress />
    </OperationsOnly>
  );
}

function TypeOfAddress() {
  const t = useMessages(planMessages);
  const [parameters] = useSearchParams();
  const of = parameters.get('of');
  const types = useQuery({ ...aircraftTypesQuery, enabled: of !== null });
  if (of === null) {
    return <TypeForm title={t('registerTitle')} />;
  }
  return (
    <Loaded query={types}>
      {({ items }) => {
        const type = items.find((a) => a.code === of);
        return <TypeForm key={of} title={type ? t('changeOf', { name: type.name }) : t('registerTitle')} type={type} />;
      }}
    </Loaded>
  );
}

function TypeForm({ title, type }: { title: string; type?: Schemas['AircraftTypeAnswer'] }) {
  const t = useMessages(planMessages);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const isRows = (rows: string) => (parseRows(rows) ? null : t('notRows'));
  const form = useForm<TypeDraft>({
    initialValues: draftOf(type),
    validate: { cabins: { rows: isRows, exitRows: isRows } },
  });
  const registering = useMutation({
    // To state the same facts again changes nothing: the request needs no key.
    mutationFn: (draft: TypeDraft) => take(api.POST('/api/aircraft-types', { body: bodyOf(draft) })),
    async onSuccess({ seats }, { name }) {
      notifications.show({ color: 'green', message: t('registered', { name, seats }) });
      await queries.invalidateQueries({ queryKey: aircraftTypesQuery.queryKey });
      await navigate('/office/aircraft');
    },
    onError(error) {
      if (error instanceof ApiProblem) {
        const fields = (error.problem.errors ?? []).map((e) => [e.pointer?.slice(1).replaceAll('/', '.'), e.message]);
        form.setErrors(Object.fromEntries(fields));
      }
    },
  });
  return (
    <>
      <PageTitle title={title} about={t('registerAbout')} />
      <Paper withBorder p={{ base: 'sm', sm: 'lg' }} maw={880}>
        <form onSubmit={form.onSubmit((draft) => registering.mutate(draft))}>
          <Stack>
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <TextInput
                label={t('code')}
                description={t('codeHint')}
                required
                maxLength={3}
                readOnly={type !== undefined}
                {...form.getInputProps('code')}
                onChange={(e) => form.setFieldValue('code', e.currentTarget.value.trim().toUpperCase())}
              />
              <TextInput label={t('name')} description={t('nameHint')} required {...form.getInputProps('name')} />
              <NumberInput label={t('range')} min={1} required {...form.getInputProps('rangeKm')} />
              <NumberInput label={t('cruise')} min={1} required {...form.getInputProps('cruiseKmh')} />
            </SimpleGrid>
            {form.values.cabins.map((cabin, index) => (
              <CabinFields key={cabin.key} form={form} index={index} />
            ))}
            {form.values.cabins.length < mostCabins && (
              <div>
                <Button
                  variant="default"
                  leftSection={<IconPlus size={16} aria-hidden />}
                  onClick={() => form.insertListItem('cabins', blankCabin())}
                >
                  {t('addCabin')}
                </Button>
              </div>
            )}
            {registering.isError && <ProblemNotice error={registering.error} />}
            <div>
              <Button type="submit" loading={registering.isPending}>
                {t('register')}
              </Button>
            </div>
          </Stack>
        </form>
      </Paper>
    </>
  );
}
