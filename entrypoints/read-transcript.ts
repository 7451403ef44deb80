import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readTranscript } from '@/lib/page-reader/transcript';

/** Put into a watch page before it is read as any other; what it returns is the answer. */
export default defineUnlistedScript(readTranscript);
