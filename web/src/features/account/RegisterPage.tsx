import { Anchor, Button, Container, Paper, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from 'react-router';
import { api, take } from '@/api/client';
import { fieldErrorsOf } from '@/api/fieldErrors';
import { useSession } from '@/api/me';
import { useMessages } from '@/i18n';
import { PageTitle } from '@/ui/PageTitle';
import { messages } from './messages';
import { SignInProblem } from './SignInPage';

const shortest = 10;

/** Opens an account and signs in with it. */
export function RegisterPage() {
  const t = useMessages(messages);
  const { signIn } = useSession();
  const navigate = useNavigate();
  const state = useLocation().state as { from?: string } | null;
  const form = useForm({
    initialValues: { name: '', email: '', password: '' },
    validate: { password: (text) => (text.length < shortest ? t('passwordShort') : null) },
  });
  const registering = useMutation({
    mutationFn: async (body: typeof form.values) => {
      await take(api.POST('/api/users', { body }));
      return signIn(body.email, body.password);
    },
    onSuccess: () => navigate(state?.from ?? '/trips', { replace: true }),
    onError: (error) => form.setErrors(fieldErrorsOf(error, 'name', 'email', 'password')),
  });
  const isElsewhere = registering.isError && Object.keys(form.errors).length === 0;
  return (
    <Container size={420} p={0}>
      <PageTitle title={t('register')} about={t('registerAbout')} />
      <Stack>
        <Paper withBorder p="lg">
          <form onSubmit={form.onSubmit((values) => registering.mutate(values))}>
            <Stack>
              <TextInput label={t('name')} autoComplete="name" required {...form.getInputProps('name')} />
              <TextInput
                label={t('email')}
                type="email"
                autoComplete="username"
                required
                {...form.getInputProps('email')}
              />
              <PasswordInput
                label={t('password')}
                description={t('passwordHint')}
                autoComplete="new-password"
                required
                {...form.getInputProps('password')}
              />
              {isElsewhere && <SignInProblem error={registering.error} />}
              <Button type="submit" loading={registering.isPending}>
                {t('create')}
              </Button>
            </Stack>
          </form>
        </Paper>
        <Text size="sm" ta="center">
          {t('haveAccount')}{' '}
          <Anchor component={Link} to="/sign-in" state={state} underline="always">
            {t('signIn')}
          </Anchor>
        </Text>
      </Stack>
    </Container>
  );
}
