import type { Page } from 'playwright-core';
/**
 * Presses Tab through the whole page, as somebody without a mouse does. Gives what is wrong: a control that no Tab reaches,
 * and a stop whose focus cannot be seen.
 */
export declare function tabFaults(page: Page): Promise<readonly string[]>;
declare global {
    interface Window {
        unreached: Set<Element>;
    }
}
