/** The look of the puzzle; the page around it keeps its own. */
export const widgetStyle = `
.geetest_radar {
  font: 500 15px/1.4 system-ui, sans-serif; width: 100%; padding: 12px; cursor: pointer;
  border: 1px solid #8a93a1; border-radius: 6px; background: #fff; color: #1c2530;
}
.geetest_backdrop {
  position: fixed; inset: 0; z-index: 10; display: grid; place-items: center; padding: 16px;
  background: rgb(0 0 0 / .5);
}
.geetest_box {
  font: 15px/1.5 system-ui, sans-serif; box-sizing: border-box; width: min(348px, 100%); padding: 16px 24px 20px;
  border-radius: 10px; background: #fff; color: #1c2530; color-scheme: light; box-shadow: 0 12px 40px rgb(0 0 0 / .3);
}
.geetest_head { display: flex; justify-content: space-between; align-items: center; margin-bottom: 8px; }
.geetest_head button { width: auto; border: 0; background: none; font-size: 22px; line-height: 1; padding: 6px; cursor: pointer; color: inherit; }
.geetest_picture { position: relative; overflow: hidden; border-radius: 6px; aspect-ratio: 2; }
.geetest_picture img { display: block; width: 100%; }
.geetest_piece {
  position: absolute; top: 36.66%; width: 13.33%; height: 26.66%; box-sizing: border-box;
  border: 2px solid #fff; border-radius: 6px; background: #ffb34d; box-shadow: 0 1px 5px rgb(0 0 0 / .4);
}
.geetest_box input { display: block; width: 100%; height: 32px; margin: 8px 0 0; accent-color: #2d6cdf; }
.geetest_note { min-height: 1.5em; margin: 0 0 8px; color: #b3261e; font-size: 14px; }
.geetest_check { width: 100%; padding: 10px; border: 0; border-radius: 6px; background: #2d6cdf; color: #fff; font: inherit; cursor: pointer; }
`
