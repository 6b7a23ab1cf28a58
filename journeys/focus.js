/** Runs in the page: whether `wanted` has the focus, which key leads on, and what is wrong with how the focus shows. */
export function lookAtFocus(wanted) {
    const focused = document.activeElement;
    const isRadio = (one) => one instanceof HTMLInputElement && one.type === 'radio';
    // Within one group of radio buttons the arrows lead on, and Tab leaves it.
    const inGroup = isRadio(focused) && isRadio(wanted) && focused.name === wanted.name;
    return {
        there: focused === wanted,
        next: inGroup ? 'ArrowDown' : 'Tab',
        fault: faultOf(focused),
    };
    /** It must be in the window, not covered, and outlined by two pixels or more; a box may be outlined for its input. */
    function faultOf(one) {
        // Past the last stop the focus is the browser's own, outside the page.
        if (!one || one === document.body)
            return '';
        const box = one.closest('.drop, .choices .choice') ?? one;
        const { outlineStyle, outlineWidth } = getComputedStyle(box);
        if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2)
            return `no outline: ${one.outerHTML}`;
        const { left, top, width, height } = box.getBoundingClientRect();
        const hit = document.elementFromPoint(left + Math.min(width, 40) / 2, top + Math.min(height, 40) / 2);
        return hit && (box.contains(hit) || hit.contains(box)) ? '' : `not to be seen: ${one.outerHTML}`;
    }
}
//# sourceMappingURL=focus.js.map