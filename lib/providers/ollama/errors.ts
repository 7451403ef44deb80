import { kindOfStatus, type ServiceError } from '../shared/http';
import { parseJson } from '../shared/json';
import { errorSchema } from './wire';

/** The code of an error that the server's user has to allow us: see `ollamaOriginsCommand`. */
const ORIGIN_CODE = 'ollama-origin';

/** Reads an HTTP error about `modelId`; `null` where the server says nothing of its own. */
export function parseErrorAbout(modelId: string) {
  return (body: string, status: number): ServiceError | null => {
    // Nothing but its check of origins answers so.
    if (status === 403 && body === '') {
      const message = 'Ollama does not answer extensions until OLLAMA_ORIGINS names them';
      return { kind: 'blocked', message, code: ORIGIN_CODE };
    }
    const said = parseJson(errorSchema, body);
    if (!said) return null;
    if (status === 404) {
      const message = `${said.error}. To download it: ollama pull ${modelId}`;
      return { kind: 'model-unavailable', message, code: 'ollama-model' };
    }
    return { kind: kindOfStatus(status), message: said.error, code: 'ollama-error' };
  };
}
