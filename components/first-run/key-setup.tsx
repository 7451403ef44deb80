import { useEffect, useRef, useState } from 'preact/hooks';
import { readBaseUrl } from '@/lib/chat/base-url';
import { toErrorData } from '@/lib/chat/errors';
import type { EndpointPreset } from '@/lib/chat/provider-info';
import { listPresets } from '@/lib/client/providers/endpoints';
import { requestHostAccess } from '@/lib/client/providers/host-access';
import { t } from '@/lib/client/i18n';
import { testProvider, type TestResult } from '@/lib/client/providers/provider-settings';
import type { ProvidersState, ProvidersStore } from '@/lib/client/providers/providers-store';
import {
  giveKey,
  listKeyServices,
  ownService,
  recognizeKey,
  type KeyService,
} from '@/lib/client/providers/setup';
import { useStore } from '@/lib/client/use-store';
import { Button } from '@/components/controls/button';
import { AddressField } from '@/components/settings/address-field';
import { Field } from '@/components/settings/field';
import { KeyLink } from '@/components/settings/key-link';
import { TestOutcome } from '@/components/settings/test-outcome';
import { TextInput } from '@/components/settings/text-input';
import styles from './key-setup.module.css';

interface KeySetupProps {
  readonly store: ProvidersStore;
  /** The provider has a key and is to be used. */
  readonly onReady: (providerId: string) => void;
}

type Progress =
  | { readonly type: 'idle' | 'failed' }
  | { readonly type: 'testing'; readonly name: string }
  | {
      readonly type: 'tested';
      readonly providerId: string;
      readonly result: TestResult;
      readonly at: number;
    };

/** What is chosen for a server that is not in the list. */
const OTHER = '';
const selectProviders = (state: ProvidersState) => state.providers;

/** Takes a key, tells whose it is by its first letters, keeps it and tries it out. */
export function KeySetup({ store, onReady }: KeySetupProps) {
  const providers = useStore(store, selectProviders) ?? [];
  const form = useRef<HTMLFormElement>(null);
  const [presets, setPresets] = useState<readonly EndpointPreset[]>([]);
  const [key, setKey] = useState('');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [testedId, setTestedId] = useState<string | null>(null);
  const [address, setAddress] = useState('');
  const [isChecked, setChecked] = useState(false);
  const [progress, setProgress] = useState<Progress>({ type: 'idle' });

  useEffect(() => {
    listPresets().then(setPresets, () => setProgress({ type: 'failed' }));
  }, []);

  const services = listKeyServices(providers, presets);
  const recognized = recognizeKey(key, services);
  const serviceId = chosenId ?? recognized?.id ?? testedId ?? services[0]?.id ?? OTHER;
  const service = services.find(({ id }) => id === serviceId) ?? null;
  const isOther = services.length > 0 && service === null;
  const isBusy = progress.type === 'testing';
  const tested = progress.type === 'tested' ? progress : null;
  const testedProvider = providers.find(({ id }) => id === tested?.providerId);

  function submit(): void {
    setChecked(true);
    const baseUrl = readBaseUrl(address);
    const own = baseUrl.type === 'usable' ? ownService(baseUrl.url, presets) : null;
    const asked = isOther ? own : service;
    if (asked !== null && key.trim() !== '' && !isBusy) void saveAndTest(asked);
  }

  async function saveAndTest(asked: KeyService): Promise<void> {
    const answer = requestHostAccess(asked.origins); // first: it must be in the click
    setProgress({ type: 'testing', name: asked.name });
    try {
      await answer.catch(() => false); // without it, the test says what is missing
      const providerId = await giveKey(store, asked, key.trim());
      setKey('');
      setChecked(false);
      setTestedId(serviceId);
      await test({ id: providerId, name: asked.name });
    } catch {
      setProgress({ type: 'failed' });
    }
  }

  async function test({ id: providerId, name }: { id: string; name: string }): Promise<void> {
    setProgress({ type: 'testing', name });
    const result = await testProvider(providerId).catch((error: unknown): TestResult => ({
      type: 'failed',
      error: toErrorData(error),
    }));
    if (result.type === 'answered') onReady(providerId);
    else setProgress({ type: 'tested', providerId, result, at: Date.now() });
  }

  return (
    <form
      ref={form}
      class={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field
        label={t('key')}
        help={t('keyKeptHere')}
        error={isChecked && key.trim() === '' ? t('keyMissing') : null}
        note={!isOther && service?.keyPage && <KeyLink page={service.keyPage} />}
      >
        {(attributes) => (
          <TextInput
            {...attributes}
            kind="secret"
            placeholder={t('keyPlaceholder')}
            value={key}
            onType={setKey}
          />
        )}
      </Field>
      <Field
        label={t('service')}
        {...(recognized?.id === serviceId && { help: t('keyRecognized') })}
      >
        {(attributes) => (
          <select
            {...attributes}
            value={serviceId}
            onChange={(event) => setChosenId(event.currentTarget.value)}
          >
            {services.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            <option value={OTHER}>{t('presetOwn')}</option>
          </select>
        )}
      </Field>
      {isOther && <AddressField address={address} isChecked={isChecked} onType={setAddress} />}
      <div class={styles['actions']}>
        <Button type="submit" look="primary" aria-disabled={isBusy}>
          {t('saveAndTest')}
        </Button>
        <output>{isBusy ? t('testing', progress.name) : ''}</output>
      </div>
      {progress.type === 'failed' && <p role="alert">{t('settingsFailed')}</p>}
      {tested && testedProvider && (
        <>
          <TestOutcome
            provider={testedProvider}
            result={tested.result}
            at={tested.at}
            onRetry={() => void test(testedProvider)}
            onEditKey={() => form.current?.querySelector('input')?.focus()}
          />
          <Button look="quiet" onClick={() => onReady(testedProvider.id)}>
            {t('useAnyway')}
          </Button>
        </>
      )}
    </form>
  );
}
