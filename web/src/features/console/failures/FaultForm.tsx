import { Autocomplete, Button, Checkbox, Group, NativeSelect, NumberInput, SimpleGrid, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { useMessages } from '@/i18n';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { Section } from '@/ui/Section';
import { contextOf } from '../graph/words';
import { moduleNamesQuery } from '../queries';
import { fieldsOf, kills, kinds, type Fault, type FaultKind } from './kinds';
import { messages } from './messages';
import { faultsQuery, partsQuery } from './queries';

const nothing = {
  kind: 'failProjection' as FaultKind,
  module: 'booking',
  type: '',
  nth: 1,
  count: 3,
  milliseconds: 500,
  subscription: '',
  readModel: '',
  isSure: false,
};

/** What the API is asked, of what was filled in. */
function faultOf(values: typeof nothing): Fault {
  const has = (field: (typeof fieldsOf)[FaultKind][number]) => fieldsOf[values.kind].includes(field);
  return {
    kind: values.kind,
    module: values.module,
    ...(has('type') && { type: values.type.trim() }),
    ...(has('nth') && { nth: values.nth }),
    ...(has('count') && { count: values.count }),
    ...(has('milliseconds') && { milliseconds: values.milliseconds }),
    ...(has('subscription') && { subscription: values.subscription }),
    ...(has('readModel') && values.readModel && { subscription: values.readModel }),
  };
}

/** Sets a failure. Each kind says what it does, and asks only for what it needs. */
export function FaultForm() {
  const t = useMessages(messages);
  const queries = useQueryClient();
  const form = useForm({ initialValues: nothing });
  const { kind, module } = form.values;
  const modules = useQuery(moduleNamesQuery).data ?? [module];
  const parts = useQuery(partsQuery(module)).data;
  const fields = fieldsOf[kind];
  const setting = useMutation({
    mutationFn: (fault: Fault) => take(api.POST('/api/ops/faults', { body: fault })),
    onSuccess: () => form.setFieldValue('isSure', false),
    onSettled: () => queries.invalidateQueries({ queryKey: faultsQuery.queryKey }),
  });
  const choices = (names: readonly string[] = [], any?: string) => [
    ...(any === undefined ? [{ value: '', label: '' }] : [{ value: '', label: any }]),
    ...names.map((name) => ({ value: name, label: name })),
  ];
  return (
    <Section title={t('simulate')}>
      <form onSubmit={form.onSubmit((values) => setting.mutate(faultOf(values)))}>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="xs">
          <NativeSelect
            label={t('kind')}
            data={kinds.map((k) => ({ value: k, label: t(k) }))}
            {...form.getInputProps('kind')}
          />
          <NativeSelect
            label={t('module')}
            data={modules.map((name) => ({ value: name, label: contextOf(name) }))}
            value={module}
            onChange={(e) =>
              form.setValues({ module: e.currentTarget.value, type: '', subscription: '', readModel: '' })
            }
          />
          {fields.includes('type') && (
            <Autocomplete
              label={t('type')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              description={t('typeHint')}
              required
              data={parts?.types ?? []}
              limit={50}
              {...form.getInputProps('type')}
            />
          )}
          {fields.includes('readModel') && (
            <NativeSelect
              label={t('readModel')}
              data={choices(parts?.readModels, t('anyReadModel'))}
              {...form.getInputProps('readModel')}
            />
          )}
          {fields.includes('subscription') && (
            <NativeSelect
              label={t('subscription')}
              required
              data={choices([...(parts?.subscriptions ?? []), ...(parts?.readModels ?? [])])}
              {...form.getInputProps('subscription')}
            />
          )}
          {(['nth', 'count', 'milliseconds'] as const)
            .filter((field) => fields.includes(field))
            .map((field) => (
              <NumberInput
                key={field}
                label={t(field)}
                required
                min={1}
                max={field === 'milliseconds' ? 60_000 : 1000}
                allowDecimal={false}
                {...form.getInputProps(field)}
              />
            ))}
        </SimpleGrid>
        <Text size="sm" my="sm">
          {t(`${kind}About`)}
        </Text>
        {kills(kind) && (
          <Checkbox mb="sm" label={t('killSure')} {...form.getInputProps('isSure', { type: 'checkbox' })} />
        )}
        {setting.isError && <ProblemNotice error={setting.error} />}
        <Group>
          <Button
            type="submit"
            color={kills(kind) ? 'red' : undefined}
            loading={setting.isPending}
            disabled={kills(kind) && !form.values.isSure}
          >
            {t('set')}
          </Button>
          <Text size="sm" role="status">
            {setting.isSuccess && t('wasSet', { what: t(setting.data.fault.kind).toLowerCase() })}
          </Text>
        </Group>
      </form>
    </Section>
  );
}
