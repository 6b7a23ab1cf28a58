// npm runs our scripts through a shell, which a signal to npm ends without passing it on. We would then run on
// with nobody to stop us; that our parent is another process now is the only sign of it.

/** Calls `act` once, within half a second of the end of the process that started this one. */
function whenParentEnds(act) {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    act()
  }, 500)
  timer.unref()
}

module.exports = { whenParentEnds }
