import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readPage } from '@/lib/page-reader/read-page';

/** Put into a page when the user asks about it; what it returns is the answer. */
export default defineUnlistedScript(readPage);
