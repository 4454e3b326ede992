/*
 * Lines "FLAVOUR<TAB>FILE" on standard input -> one line of JSON for each of them, in any order.
 *
 * It drives veraPDF's own parser and validator, several files at once. A file that cannot be read
 * has "error" in place of a verdict. Flavours are veraPDF's: ua1 ua2 wt1a wt1r 1a 2a 2b 2u 3a 4 ...
 */

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

public class Vera {

    /** So many failed checks of a file are counted. */
    private static final int MOST_FAILURES = 10_000;

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] arguments) throws IOException, InterruptedException {
        VeraGreenfieldFoundryProvider.initialise();
        int workers = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        for (String[] order : orders()) {
            pool.execute(() -> print(order[0], order[1]));
        }
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.HOURS);
    }

    private static List<String[]> orders() throws IOException {
        List<String[]> found = new ArrayList<>();
        InputStreamReader bytes = new InputStreamReader(System.in, StandardCharsets.UTF_8);
        try (BufferedReader lines = new BufferedReader(bytes)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                found.add(line.split("\t", 2));
            }
        }
        return found;
    }

    private static void print(String flavour, String file) {
        Line line = new Line().text("file", file).text("flavour", flavour);
        try {
            validate(PDFAFlavour.byFlavourId(flavour), new File(file), line);
        } catch (Exception | StackOverflowError error) {
            line.text("error", error.toString());
        }
        OUT.println(line.closed());
    }

    private static void validate(PDFAFlavour flavour, File file, Line line) throws Exception {
        ValidationProfile profile =
            Profiles.getVeraProfileDirectory().getValidationProfileByFlavour(flavour);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance()
                    .createValidator(profile, MOST_FAILURES, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            line.value("passed", String.valueOf(result.isCompliant()));
            line.value("checks", String.valueOf(result.getTotalAssertions()));
            line.value("rules", String.valueOf(profile.getRules().size()));
            line.value("broken", "[" + String.join(",", broken(result)) + "]");
        }
    }

    /** One object for each broken rule: how often, and message and place of the first time. */
    private static List<String> broken(ValidationResult result) {
        Map<String, List<TestAssertion>> rules = new LinkedHashMap<>();
        for (TestAssertion check : result.getTestAssertions()) {
            if (check.getStatus() == TestAssertion.Status.FAILED) {
                RuleId rule = check.getRuleId();
                String name = rule.getClause() + "-" + rule.getTestNumber();
                rules.computeIfAbsent(name, any -> new ArrayList<>()).add(check);
            }
        }
        List<String> found = new ArrayList<>();
        rules.forEach((name, checks) -> found.add(
            new Line().text("rule", name)
                .value("times", String.valueOf(checks.size()))
                .text("message", checks.get(0).getMessage())
                .text("place", checks.get(0).getLocation().getContext())
                .closed()));
        return found;
    }

    /** An object of JSON in the making. */
    private static final class Line {

        private final List<String> members = new ArrayList<>();

        Line value(String key, String json) {
            members.add(quoted(key) + ":" + json);
            return this;
        }

        Line text(String key, String text) {
            return value(key, quoted(String.valueOf(text)));
        }

        String closed() {
            return "{" + String.join(",", members) + "}";
        }

        private static String quoted(String text) {
            StringBuilder found = new StringBuilder("\"");
            for (char sign : text.toCharArray()) {
                if (sign < ' ' || sign == '"' || sign == '\\' || sign > '~') {
                    found.append(String.format("\\u%04x", (int) sign));
                } else {
                    found.append(sign);
                }
            }
            return found.append('"').toString();
        }
    }
}
