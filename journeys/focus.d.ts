/** Runs in the page: whether `wanted` has the focus, which key leads on, and what is wrong with how the focus shows. */
export declare function lookAtFocus(wanted: Element | null): {
    there: boolean;
    next: string;
    fault: string;
};
