/**
 * Whether a card can be shown in a web page. Firefox gives a page of ours that another page frames
 * only what it gives to content scripts: no tabs, permissions or sidebar. The sidebar answers there.
 */
export const CAN_SHOW_CARD = !import.meta.env.FIREFOX;
