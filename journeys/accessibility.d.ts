import axe from 'axe-core';
import type { Page } from 'playwright-core';
/** A rule of axe-core that elements of a page break, with the selectors of those elements. */
export type Barrier = {
    readonly rule: string;
    readonly help: string;
    readonly elements: readonly string[];
};
/** Everything on the page of impact serious or critical. */
export declare function seriousBarriers(page: Page): Promise<readonly Barrier[]>;
declare global {
    interface Window {
        readonly axe: typeof axe;
    }
}
