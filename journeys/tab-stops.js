import { lookAtFocus } from './focus.js';
/**
 * Presses Tab through the whole page, as somebody without a mouse does. Gives what is wrong: a control that no Tab reaches,
 * and a stop whose focus cannot be seen.
 */
export async function tabFaults(page) {
    const faults = new Set();
    const controls = await page.evaluate(beginWalk);
    // Where the walk begins (a field may have the focus at once) it comes round past the end of the page.
    for (let stop = 0; stop < 2 * controls + 4; stop++) {
        const { fault } = await page.evaluate(lookAtFocus, null);
        if (fault)
            faults.add(fault);
        if ((await page.evaluate(leaveOut)) === 0)
            break;
        await page.keyboard.press('Tab');
    }
    for (const missed of await page.evaluate(() => [...window.unreached].map((one) => one.outerHTML))) {
        faults.add(`no Tab leads to ${missed.slice(0, 200)}`);
    }
    return [...faults];
}
/** Runs in the page: what should be reached, one of each group of radio buttons. Gives how many. */
function beginWalk() {
    const controls = document.querySelectorAll('a[href], button:enabled, input:enabled:not([type=hidden]), select:enabled, textarea:enabled, summary');
    const isLaterRadio = (one) => one instanceof HTMLInputElement && one.type === 'radio' && !isStopOfItsGroup(one);
    window.unreached = new Set([...controls].filter((one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }) && !isLaterRadio(one)));
    return window.unreached.size;
    /** The checked one, or the first where none is. */
    function isStopOfItsGroup(radio) {
        const group = [...document.getElementsByName(radio.name)].filter((one) => one instanceof HTMLInputElement);
        const own = group.filter((one) => one.form === radio.form);
        return radio === (own.find((one) => one.checked) ?? own[0]);
    }
}
/** Runs in the page: the control that has the focus is reached. Gives how many are left. */
function leaveOut() {
    const { activeElement } = document;
    if (activeElement)
        window.unreached.delete(activeElement);
    return window.unreached.size;
}
//# sourceMappingURL=tab-stops.js.map