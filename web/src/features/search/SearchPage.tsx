import { Stack } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useMessages } from '@/i18n';
import { PageTitle } from '@/ui/PageTitle';
import { messages } from './messages';
import { Results } from './Results';
import { isComplete, searchOf } from './search';
import { SearchPanel } from './SearchPanel';

/** What flies, for how much; the search stays on top to be changed. */
export function SearchPage() {
  const t = useMessages(messages);
  const [query] = useSearchParams();
  const search = searchOf(query);
  const [isChanging, setChanging] = useState(false);
  const key = JSON.stringify(search);
  if (!isComplete(search)) {
    return (
      <>
        <PageTitle title={t('incomplete')} about={t('incompleteAbout')} />
        <SearchPanel key={key} search={search} isOpen onSearch={() => setChanging(false)} />
      </>
    );
  }
  return (
    <Stack gap="lg">
      <SearchPanel key={key} search={search} isOpen={isChanging} onSearch={() => setChanging(false)} />
      <Results search={search} onChange={isChanging ? undefined : () => setChanging(true)} />
    </Stack>
  );
}
