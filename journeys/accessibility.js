import axe from 'axe-core';
/** Everything on the page of impact serious or critical. */
export async function seriousBarriers(page) {
    // Evaluated by the debugger, not added as a script: the page's own policy forbids that, and should.
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, help, nodes }) => ({ rule: id, help, elements: nodes.map((node) => node.target.join(' ')) }));
}
//# sourceMappingURL=accessibility.js.map