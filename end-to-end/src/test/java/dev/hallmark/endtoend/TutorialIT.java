package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.endtoend.system.Browser;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows docs/tutorial.md, and takes its pictures: {@code ./hallmark pictures} puts them into the page. */
class TutorialIT {

    private static final Path PAGE = Sandbox.PROJECT.resolve("docs/tutorial.md");
    private static final Pattern PICTURE = Pattern.compile("!\\[[^]]+]\\(images/(tutorial-[a-z]+)\\.png\\)");
    private static final Pattern LABEL = Pattern.compile("\\*\\*([^*]+)\\*\\*");

    private static Browser browser;

    private final List<String> pictures = new ArrayList<>();
    private final StringBuilder seen = new StringBuilder();

    @TempDir
    private Path files;

    @BeforeAll
    static void open() {
        browser = new Browser(Sandbox.running());
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @Test
    void theTutorialWorksAsWritten() throws IOException {
        // 1. Sign in
        browser.signIn("admin");
        picture("overview");

        // 2. to 6.: simulated devices
        batch("Lamps", true);
        browser.find("form[action^='/onboard/simulated'] [type=submit]").click();
        browser.find("#review");
        browser.field("register").click();
        picture("review");
        browser.find("main form [type=submit]").click();
        browser.find(".counters");
        browser.find(".funnel").showsPattern("onboarded\\s+10 of 10");
        picture("watch");

        // 7. One of them
        browser.find("main a[href^='/devices?batch=']").click();
        browser.find("#devices tbody a[href^='/devices/']").click();
        browser.find("#timeline");
        picture("device");
        browser.find("[data-dialog=suspend]").click();
        browser.find("#suspend-reason").type("on a desk");
        browser.find("#suspend [type=submit]").click();
        browser.find("[role=status]");
        picture("suspended");
        browser.find("[data-dialog=resume]").click();
        browser.find("#resume-reason").type("back in the hall");
        browser.find("#resume [type=submit]").click();
        browser.find("[data-dialog=suspend]");

        // 8. A file with a mistake
        batch("More lamps", false);
        browser.find("#file")
                .type(Files.writeString(files.resolve("more.csv"), file()).toString());
        browser.find("#rejections");
        picture("rejected");

        // 9. The audit trail
        browser.open("/audit");
        browser.find("#records tbody tr");
        picture("audit");

        // Then: nothing that the page shows or says to click is missing
        assertThat(matches(PICTURE)).isEqualTo(pictures);
        assertThat(matches(LABEL)).isNotEmpty().allSatisfy(label -> assertThat(seen)
                .contains(label));
        assertThat(pictures).allSatisfy(name -> assertThat(PAGE.resolveSibling("images/" + name + ".png"))
                .isNotEmptyFile());
    }

    private void batch(String name, boolean pictured) throws IOException {
        browser.find("nav a[href='/onboard']").click();
        browser.find("a[href^='/onboard/batch']");
        if (pictured) {
            picture("policy");
        }
        browser.find("a[href^='/onboard/batch']").click();
        browser.field("name").type(name);
        if (pictured) {
            picture("batch");
        }
        browser.find("main form [type=submit]").click();
        browser.find("[data-upload]");
        if (pictured) {
            picture("file");
        }
    }

    private void picture(String name) throws IOException {
        seen.append(browser.text()).append('\n');
        var picture = "tutorial-" + name;
        pictures.add(picture);
        var taken = browser.picture(picture);
        var wanted = Optional.ofNullable(System.getenv("HALLMARK_PICTURES"));
        if (wanted.isPresent()) {
            Files.copy(taken, Path.of(wanted.get(), picture + ".png"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The file that the page prints. */
    private static String file() throws IOException {
        var text = Files.readString(PAGE);
        int begin = text.indexOf("deviceId\n");
        return text.substring(begin, text.indexOf("```", begin));
    }

    private static List<String> matches(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
